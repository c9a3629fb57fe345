/** The HTTP API of carts and sessions, for their owners and for other services. */
@NullMarked
package dev.cloudshelf.cart.http;

import org.jspecify.annotations.NullMarked;
