/** The rules of carts and sessions, and the ports to what they need: stores and the catalogue. */
@NullMarked
package dev.cloudshelf.cart.domain;

import org.jspecify.annotations.NullMarked;
