package dev.cloudshelf.cart;

import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.CartChange;
import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.Catalog;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;

/** Puts a book in a cart, at the catalogue's title and price and never at the customer's. */
@ApplicationScoped
public class PutInCart {

    private final Catalog catalog;
    private final CartStore carts;
    private final Clock clock;

    public PutInCart(Catalog catalog, CartStore carts, Clock clock) {
        this.catalog = catalog;
        this.carts = carts;
        this.clock = clock;
    }

    /**
     * @param quantity copies more, at least 1
     */
    public Uni<CartChange> add(CartOwner owner, UUID bookId, int quantity) {
        if (quantity > CartLine.QUANTITY_MAX) {
            return Uni.createFrom().item(new CartChange.TooManyCopies());
        }
        return withBook(bookId, book -> carts.add(owner, book, quantity, clock.instant()));
    }

    /**
     * @param quantity copies in all, 1 to {@link CartLine#QUANTITY_MAX}
     */
    public Uni<CartChange> set(CartOwner owner, UUID bookId, int quantity) {
        return withBook(bookId, book -> carts.set(owner, book, quantity, clock.instant()));
    }

    private Uni<CartChange> withBook(UUID bookId, Function<Book, Uni<CartChange>> change) {
        return catalog.find(bookId)
                .chain(found ->
                        found.map(change)
                                .orElseGet(
                                        () -> Uni.createFrom().item(new CartChange.UnknownBook())));
    }
}
