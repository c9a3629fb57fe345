/** The client of catalog-service, for titles and prices. */
@NullMarked
package dev.cloudshelf.cart.client;

import org.jspecify.annotations.NullMarked;
