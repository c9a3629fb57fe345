package dev.cloudshelf.cart.domain;

import java.util.List;

/**
 * How the merging of a guest's cart went.
 *
 * @param cart the customer's, afterwards
 * @param leftOut lines for which it had no room; they are in the guest's cart as before
 */
public record MergeResult(Cart cart, List<CartLine> leftOut) {

    public MergeResult {
        leftOut = List.copyOf(leftOut);
    }
}
