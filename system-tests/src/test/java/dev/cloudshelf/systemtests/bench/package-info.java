/** What the bench asks and makes up. */
@NullMarked
package dev.cloudshelf.systemtests.bench;

import org.jspecify.annotations.NullMarked;
