package dev.cloudshelf.systemtests.chaos;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What follows on the killing: everything comes to rest, and then has to be right. */
final class Round {

    /** Everything started again, with a store's recovery and a launcher's pauses. */
    private static final Duration UP_AGAIN = Duration.ofMinutes(2);

    private static final Duration LATE_CALLS = Duration.ofSeconds(40);
    private static final Duration LAST_WORDS = Duration.ofSeconds(90);

    /** Leases, the sweeper's grace, pauses of effects, and the sweep after all that. */
    private static final Duration SETTLED = Duration.ofSeconds(45);

    private final LocalCloud cloud;
    private final List<Wiretap> wiretaps;
    private final Stockroom stockroom;
    private final List<Shelf> shelves;
    private final List<Customer> customers;
    private final Violations found;
    private final Checker checker;

    Round(
            LocalCloud cloud,
            List<Wiretap> wiretaps,
            Stockroom stockroom,
            List<Shelf> shelves,
            List<Customer> customers,
            Violations found) {
        this.cloud = cloud;
        this.wiretaps = List.copyOf(wiretaps);
        this.stockroom = stockroom;
        this.shelves = List.copyOf(shelves);
        this.customers = List.copyOf(customers);
        this.found = found;
        this.checker = new Checker(shelves, customers.stream().map(Customer::ledger).toList());
    }

    /**
     * Lets the customers buy while things are killed, and checks what has become of it.
     *
     * @return what was seen at the end
     * @throws IOException when there is nothing to check, because something does not come up again
     */
    Observation play(Rampage rampage) throws IOException, InterruptedException {
        List<Thread> threads =
                customers.stream().map(customer -> Thread.ofVirtual().start(customer)).toList();
        try {
            rampage.run();
        } finally {
            customers.forEach(Customer::stop);
        }
        require(Patience.until(UP_AGAIN, cloud::isUp), "Not everything comes up again");
        for (Thread thread : threads) {
            require(thread.join(LAST_WORDS), "A customer does not come to an end");
        }
        require(
                Patience.until(
                        LATE_CALLS,
                        () -> wiretaps.stream().allMatch(wiretap -> wiretap.heldBack() == 0)),
                "A call does not arrive even late");
        Observation rest = awaitRest();
        checker.check(rest).forEach(found::add);
        replayKeys();
        return rest;
    }

    /** Waits as long as things may still come right. */
    private Observation awaitRest() throws IOException, InterruptedException {
        AtomicReference<@Nullable Observation> last = new AtomicReference<>();
        Patience.until(
                SETTLED,
                () -> {
                    Observation now = observe();
                    last.set(now);
                    return checker.check(now).isEmpty();
                });
        Observation rest = last.get();
        return rest == null ? observe() : rest;
    }

    private Observation observe() throws IOException, InterruptedException {
        Map<String, List<Order>> orders = new HashMap<>();
        Map<String, Map<String, Integer>> carts = new HashMap<>();
        for (Customer customer : customers) {
            Account account = customer.account();
            carts.put(account.id(), account.cart());
            orders.put(account.id(), account.orders());
        }
        return new Observation(stockroom.onHand(shelves), orders, carts);
    }

    /** A key that was answered once is answered the same for good. */
    private void replayKeys() throws IOException, InterruptedException {
        for (Customer customer : customers) {
            for (String key : List.copyOf(customer.ledger().receipts().keySet())) {
                Answer again = customer.account().order(key);
                customer.ledger()
                        .answered(key, new Receipt(again.status(), again.body()))
                        .ifPresent(found::add);
            }
        }
    }

    /** The shelves as the next round finds them, before they are filled up. */
    List<Shelf> shelvesAfter(Observation rest) {
        return shelves.stream().map(shelf -> shelf.sold(rest.sold(shelf.book()))).toList();
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }
}
