package dev.cloudshelf.cart.domain;

import dev.cloudshelf.kernel.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a cart keeps of a book: what the catalogue said when its line was last changed. An order
 * asks the catalogue again, so an old price here can mislead nobody into paying it.
 *
 * @param price of one copy
 */
public record Book(UUID id, String title, Money price, @Nullable String imageUrl) {}
