/** The cart over HTTP, for its owner and for the order service. */
@NullMarked
package dev.cloudshelf.cart.http;

import org.jspecify.annotations.NullMarked;
