/** Tests of this package. */
@NullMarked
package dev.cloudshelf.local.gateway;

import org.jspecify.annotations.NullMarked;
