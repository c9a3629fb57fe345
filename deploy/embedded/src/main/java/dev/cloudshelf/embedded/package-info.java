/** Real stores on this machine, without Docker. */
@NullMarked
package dev.cloudshelf.embedded;

import org.jspecify.annotations.NullMarked;
