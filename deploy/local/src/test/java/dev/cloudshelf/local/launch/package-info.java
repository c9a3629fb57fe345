/** Tests of this package. */
@NullMarked
package dev.cloudshelf.local.launch;

import org.jspecify.annotations.NullMarked;
