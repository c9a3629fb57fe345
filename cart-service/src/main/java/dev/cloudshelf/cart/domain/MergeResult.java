package dev.cloudshelf.cart.domain;

import java.util.List;

/**
 * The result of merging a guest's cart.
 *
 * @param cart the customer's cart afterwards
 * @param leftOut lines for which there was no room; they are still in the guest's cart
 */
public record MergeResult(Cart cart, List<CartLine> leftOut) {

    public MergeResult {
        leftOut = List.copyOf(leftOut);
    }
}
