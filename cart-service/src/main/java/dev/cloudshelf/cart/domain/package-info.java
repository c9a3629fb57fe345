/** The rules of carts and sessions, and the ports to the stores and the catalog. */
@NullMarked
package dev.cloudshelf.cart.domain;

import org.jspecify.annotations.NullMarked;
