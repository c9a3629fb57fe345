/** Carts and sessions: what a customer or guest means to buy, and what was looked at on the way. */
@NullMarked
package dev.cloudshelf.cart;

import org.jspecify.annotations.NullMarked;
