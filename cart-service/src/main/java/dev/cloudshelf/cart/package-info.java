/** Carts: what a customer means to buy, until an order takes it off. */
@NullMarked
package dev.cloudshelf.cart;

import org.jspecify.annotations.NullMarked;
