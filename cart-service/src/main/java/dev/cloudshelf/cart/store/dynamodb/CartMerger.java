package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.MergeResult;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Merges a guest's cart into a customer's, with one {@link LineTransfer} per line. A repeated
 * merge, after a lost response or a crash, finds only what has not been moved.
 *
 * <p>Only as many new books are moved as there is room for. If concurrent adds have taken that
 * room, lines created by this merge are moved back to the guest until the cart is within its limit.
 */
final class CartMerger {

    private static final int TRANSFERS_AT_ONCE_MAX = 8;

    private final CartQuery carts;
    private final LineTransfer transfer;

    CartMerger(Tables tables, String table, CartQuery carts) {
        this.carts = carts;
        this.transfer = new LineTransfer(tables, table);
    }

    Uni<MergeResult> run(CartOwner.Guest guest, CartOwner.Customer customer, Instant now) {
        return Uni.combine()
                .all()
                .unis(carts.read(guest, now), carts.read(customer, now).map(Cart::withinLimit))
                .asTuple()
                .chain(both ->
                        moveAll(fitting(both.getItem1(), both.getItem2()), guest, customer, now)
                                .chain(made -> returnSurplus(made, guest, customer, now))
                                .map(Cart::withinLimit)
                                .chain(merged -> result(both.getItem1(), merged, guest, now)));
    }

    /**
     * Returns the lines to move. Books that the customer already has need no room; of the others,
     * the first ones get it.
     */
    private static List<CartLine> fitting(Cart guests, Cart customers) {
        Set<UUID> there = ids(customers);
        int room = Cart.LINES_MAX - customers.lines().size();
        List<CartLine> fitting = new ArrayList<>();
        for (CartLine line : guests.lines()) {
            if (there.contains(line.book().id())) {
                fitting.add(line);
            } else if (room > 0) {
                room--;
                fitting.add(line);
            }
        }
        return fitting;
    }

    /**
     * @return the lines that are new in the customer's cart
     */
    private Uni<List<LineTransfer.Moved>> moveAll(
            List<CartLine> lines, CartOwner from, CartOwner to, Instant now) {
        return Multi.createFrom()
                .iterable(lines)
                .onItem()
                .transformToUni(line ->
                        transfer.run(
                                new LineTransfer.Task(
                                        from, to, line.book().id(), CartLine.QUANTITY_MAX, now)))
                .merge(TRANSFERS_AT_ONCE_MAX)
                .filter(moved -> moved.isPresent() && moved.get().madeLine())
                .map(Optional::orElseThrow)
                .collect()
                .asList();
    }

    /**
     * @param made the lines created by this merge
     * @return the customer's cart in the end
     */
    private Uni<Cart> returnSurplus(
            List<LineTransfer.Moved> made, CartOwner guest, CartOwner customer, Instant now) {
        return carts.read(customer, now)
                .chain(cart -> {
                    int excess = Math.min(cart.lines().size() - Cart.LINES_MAX, made.size());
                    if (excess <= 0) {
                        return Uni.createFrom().item(cart);
                    }
                    return Multi.createFrom()
                            .iterable(made.reversed().subList(0, excess))
                            .onItem()
                            .transformToUniAndConcatenate(line ->
                                    transfer.run(
                                            new LineTransfer.Task(
                                                    customer,
                                                    guest,
                                                    line.bookId(),
                                                    line.copies(),
                                                    now)))
                            .onItem()
                            .ignoreAsUni()
                            .chain(() -> carts.read(customer, now));
                });
    }

    /** Reports the guest's original lines that are still in the guest's cart as left out. */
    private Uni<MergeResult> result(Cart before, Cart merged, CartOwner guest, Instant now) {
        if (before.lines().isEmpty()) {
            return Uni.createFrom().item(new MergeResult(merged, List.of()));
        }
        return carts.read(guest, now)
                .map(left -> {
                    Set<UUID> here = ids(merged);
                    Set<UUID> first = ids(before);
                    return new MergeResult(
                            merged,
                            left.lines().stream()
                                    .filter(line -> first.contains(line.book().id()))
                                    .filter(line -> !here.contains(line.book().id()))
                                    .toList());
                });
    }

    private static Set<UUID> ids(Cart cart) {
        return cart.lines().stream().map(line -> line.book().id()).collect(Collectors.toSet());
    }
}
