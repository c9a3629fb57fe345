package dev.cloudshelf.cart.domain;

import dev.cloudshelf.kernel.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data of a book in a cart, as of the last call of the catalog. An order calls the catalog
 * again, so nobody pays an old price.
 *
 * @param price of one copy
 * @param stock copies that could be bought
 */
public record Book(UUID id, String title, Money price, @Nullable String imageUrl, int stock) {}
