/** Tests of this package. */
@NullMarked
package dev.cloudshelf.local.importer;

import org.jspecify.annotations.NullMarked;
