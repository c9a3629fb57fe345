package dev.cloudshelf.cart;

import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.kernel.Money;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * Gives the user of dev mode, whose token is in {@code .cloudshelf/dev/customer.token}, a sample
 * cart. Exists in dev mode only.
 */
@ApplicationScoped
@IfBuildProfile("dev")
class DevSeed {

    private static final CartOwner READER =
            new CartOwner.Customer("01980000-0000-7000-8000-000000000002");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final CartStore carts;
    private final Clock clock;

    DevSeed(CartStore carts, Clock clock) {
        this.carts = carts;
        this.clock = clock;
    }

    void fill(@Observes StartupEvent started) {
        put("01980000-0000-7000-8000-000000000101", "Pride and Prejudice", "8.99", 1);
        put("01980000-0000-7000-8000-000000000102", "The Left Hand of Darkness", "16.00", 2);
    }

    private void put(String bookId, String title, String price, int quantity) {
        Book book = new Book(UUID.fromString(bookId), title, Money.usd(price), null, 10);
        carts.set(READER, book, quantity, clock.instant()).await().atMost(TIMEOUT);
    }
}
