/** Asks the catalogue service what a book is called and what it costs. */
@NullMarked
package dev.cloudshelf.cart.client;

import org.jspecify.annotations.NullMarked;
