package dev.cloudshelf.cart.domain;

import dev.cloudshelf.kernel.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a cart keeps of a book: what the catalogue last said. An order asks the catalogue again, so
 * an old price here can mislead nobody into paying it.
 *
 * @param price of one copy
 * @param stock copies that could be bought
 */
public record Book(UUID id, String title, Money price, @Nullable String imageUrl, int stock) {}
