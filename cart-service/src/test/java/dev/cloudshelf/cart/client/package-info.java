/** Tests of the client of catalog-service. */
@NullMarked
package dev.cloudshelf.cart.client;

import org.jspecify.annotations.NullMarked;
