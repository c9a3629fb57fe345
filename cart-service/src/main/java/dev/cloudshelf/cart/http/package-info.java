/** Carts and sessions over HTTP, for their owners and for the order service. */
@NullMarked
package dev.cloudshelf.cart.http;

import org.jspecify.annotations.NullMarked;
