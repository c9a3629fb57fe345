/** Values that mean the same in every service. No I/O and no framework. */
@NullMarked
package dev.cloudshelf.kernel;

import org.jspecify.annotations.NullMarked;
