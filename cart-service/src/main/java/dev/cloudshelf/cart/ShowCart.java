package dev.cloudshelf.cart;

import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.Catalog;
import dev.cloudshelf.cart.domain.LineRefresh;
import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Shows a cart with the catalog's data of its books, at most {@link CartLine#FRESH_FOR} old. If the
 * catalog is unavailable, the cart is shown with older data.
 */
@ApplicationScoped
public class ShowCart {

    private final Catalog catalog;
    private final CartStore carts;
    private final Clock clock;

    public ShowCart(Catalog catalog, CartStore carts, Clock clock) {
        this.catalog = catalog;
        this.carts = carts;
        this.clock = clock;
    }

    public Uni<Cart> of(CartOwner owner) {
        Instant now = clock.instant();
        return carts.read(owner, now)
                .chain(cart -> {
                    List<CartLine> stale = cart.staleLines(now);
                    return stale.isEmpty()
                            ? Uni.createFrom().item(cart)
                            : refreshed(owner, cart, stale, now);
                });
    }

    private Uni<Cart> refreshed(CartOwner owner, Cart cart, List<CartLine> stale, Instant now) {
        return catalog.findAll(stale.stream().map(line -> line.book().id()).toList())
                .chain(seen -> {
                    List<LineRefresh> lines = refreshes(stale, seen, now);
                    return carts.refresh(owner, lines)
                            // The next read will write it.
                            .onFailure(Unavailable.class)
                            .recoverWithNull()
                            .replaceWith(cart.with(lines));
                })
                .onFailure(Unavailable.class)
                .recoverWithItem(cart);
    }

    private static List<LineRefresh> refreshes(
            List<CartLine> stale, Catalog.BookLookup seen, Instant now) {
        return stale.stream()
                .filter(line -> seen.knows(line.book().id()))
                .map(line ->
                        new LineRefresh(
                                line, line.refreshed(seen.found().get(line.book().id()), now)))
                .toList();
    }
}
