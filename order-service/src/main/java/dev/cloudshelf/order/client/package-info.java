/** Calls to the catalogue, the carts and the accounts, reading no more than checkout needs. */
@NullMarked
package dev.cloudshelf.order.client;

import org.jspecify.annotations.NullMarked;
