/** Carts and browsing sessions of customers and guests. */
@NullMarked
package dev.cloudshelf.cart;

import org.jspecify.annotations.NullMarked;
