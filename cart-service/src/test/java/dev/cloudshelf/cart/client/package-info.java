/** Tests of calls to the catalogue. */
@NullMarked
package dev.cloudshelf.cart.client;

import org.jspecify.annotations.NullMarked;
