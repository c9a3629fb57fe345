package dev.cloudshelf.cart;

import dev.cloudshelf.cart.domain.Admission;
import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.CartChange;
import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.Catalog;
import dev.cloudshelf.cart.domain.Shopper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Puts a book into a cart, with the catalog's title and price, never the client's. */
@ApplicationScoped
public class PutInCart {

    private final Catalog catalog;
    private final CartStore carts;
    private final AdmitChange admitChange;
    private final Clock clock;

    public PutInCart(Catalog catalog, CartStore carts, AdmitChange admitChange, Clock clock) {
        this.catalog = catalog;
        this.carts = carts;
        this.admitChange = admitChange;
        this.clock = clock;
    }

    /**
     * Adds copies.
     *
     * @param quantity additional copies, at least 1
     */
    public Uni<CartChange> add(Shopper shopper, UUID bookId, int quantity) {
        if (quantity > CartLine.QUANTITY_MAX) {
            return Uni.createFrom().item(new CartChange.TooManyCopies());
        }
        return withBook(
                shopper,
                bookId,
                book -> carts.add(shopper.owner(), book, quantity, clock.instant()));
    }

    /**
     * Sets the number of copies.
     *
     * @param quantity total copies, 1 to {@link CartLine#QUANTITY_MAX}
     */
    public Uni<CartChange> set(Shopper shopper, UUID bookId, int quantity) {
        return withBook(
                shopper,
                bookId,
                book -> carts.set(shopper.owner(), book, quantity, clock.instant()));
    }

    /** Calls the catalog while the store decides whether the cart may be changed. */
    private Uni<CartChange> withBook(
            Shopper shopper, UUID bookId, Function<Book, Uni<CartChange>> change) {
        return Uni.combine()
                .all()
                .unis(admitChange.of(shopper), catalog.find(bookId))
                .asTuple()
                .chain(both -> changed(both.getItem1(), both.getItem2(), change));
    }

    private static Uni<CartChange> changed(
            Admission admission, Optional<Book> book, Function<Book, Uni<CartChange>> change) {
        return switch (admission) {
            case Admission.Admitted() ->
                    book.map(change)
                            .orElseGet(() -> Uni.createFrom().item(new CartChange.UnknownBook()));
            case Admission.UnknownSession() ->
                    Uni.createFrom().item(new CartChange.UnknownSession());
            case Admission.TooManyChanges(int seconds) ->
                    Uni.createFrom().item(new CartChange.TooManyChanges(seconds));
        };
    }
}
