package dev.cloudshelf.systemtests.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Looks around, fills a cart and buys, as people do whose network is bad: retries, gives up, clicks
 * twice, orders in two tabs at once, and again before the cart shows what the last order has taken.
 */
final class Customer implements Runnable {

    /** Longer than any outage: who is still waiting when the killing ends gets an answer. */
    private static final Duration PERSISTENCE = Duration.ofMinutes(1);

    private static final int PAUSE_MILLIS_MAX = 150;
    private static final int RETRY_MILLIS_MAX = 800;
    private static final int COPIES_MAX = 2;
    private static final List<Integer> SECOND_TAB_MILLIS = List.of(0, 10, 50, 200);

    private final Account account;
    private final List<Shelf> shelves;
    private final Ledger ledger;
    private final Violations found;
    private final AtomicLong sales;
    private final RandomGenerator random;
    private final Set<String> soldOut = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /**
     * @param sales is counted up with each order
     */
    Customer(
            Account account,
            List<Shelf> shelves,
            Violations found,
            AtomicLong sales,
            RandomGenerator random) {
        this.account = account;
        this.shelves = List.copyOf(shelves);
        this.ledger = new Ledger(account.id());
        this.found = found;
        this.sales = sales;
        this.random = random;
    }

    Account account() {
        return account;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Finishes what is begun, and ends. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                act();
                Thread.sleep(random.nextInt(PAUSE_MILLIS_MAX));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void act() throws InterruptedException {
        try {
            switch (ledger.cart()) {
                case LOST -> browse();
                case UNREAD -> look();
                case LEAVING -> {
                    if (chance(15)) {
                        add();
                    } else if (chance(10)) {
                        buy();
                    } else {
                        look();
                    }
                }
                case KNOWN -> shop();
            }
        } catch (IOException unanswered) {
            // Only of what changes nothing; the others keep account of it themselves.
            Thread.sleep(random.nextInt(RETRY_MILLIS_MAX));
        }
    }

    private void shop() throws IOException, InterruptedException {
        if (!soldOut.isEmpty()) {
            putBack(soldOut.iterator().next());
        } else if (chance(15)) {
            browse();
        } else if (ledger.hasSomething() && chance(50)) {
            buy();
        } else {
            add();
        }
    }

    private void browse() throws IOException, InterruptedException {
        String book = anyBook();
        Answer answer = account.shop().get("/books/" + book, "");
        if (answer.isSuccess() && answer.json().path("stock_quantity").asInt() < 0) {
            found.add(Invariant.STOCK_NOT_NEGATIVE, answer.body());
        }
    }

    private void look() throws IOException, InterruptedException {
        Map<String, Integer> cart = account.cart();
        ledger.reads(cart, account.orders()).forEach(found::add);
    }

    private void add() throws InterruptedException {
        String book = anyBook();
        int copies = 1 + random.nextInt(COPIES_MAX);
        try {
            Answer answer =
                    account.shop()
                            .post(
                                    "/cart/items",
                                    account.token(),
                                    Map.of("book_id", book, "quantity", copies));
            if (answer.isSuccess()) {
                ledger.added(book, copies);
            } else if (answer.isPassing()) {
                perhapsAdded(book, copies);
            }
        } catch (IOException unanswered) {
            perhapsAdded(book, copies);
        }
    }

    /** It may also happen a little later still, but not after the next reading of the cart. */
    private void perhapsAdded(String book, int copies) throws InterruptedException {
        ledger.perhapsAdded(book, copies);
        Thread.sleep(RETRY_MILLIS_MAX);
    }

    private void putBack(String book) throws IOException, InterruptedException {
        ledger.perhapsEmptied(book);
        if (account.shop().delete("/cart/items/" + book, account.token()).isSuccess()) {
            ledger.emptied(book);
            soldOut.remove(book);
        }
    }

    private void buy() throws InterruptedException {
        String key = newKey();
        ledger.sends(key);
        if (chance(15)) {
            atOnce(key, key);
        } else if (chance(25)) {
            String another = newKey();
            ledger.sends(another);
            atOnce(key, another);
        } else if (chance(15)) {
            send(key);
        } else {
            insist(key);
        }
    }

    private String newKey() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** In two tabs, or the same one twice. */
    private void atOnce(String key, String other) throws InterruptedException {
        long pauseMillis = SECOND_TAB_MILLIS.get(random.nextInt(SECOND_TAB_MILLIS.size()));
        Thread second = Thread.ofVirtual().start(() -> insist(key));
        Thread.sleep(pauseMillis);
        insist(other);
        second.join();
    }

    private void insist(String key) {
        long endNanos = System.nanoTime() + PERSISTENCE.toNanos();
        try {
            while (!send(key) && System.nanoTime() < endNanos) {
                Thread.sleep(random.nextInt(RETRY_MILLIS_MAX));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * @return whether there was an answer that stays
     */
    private boolean send(String key) throws InterruptedException {
        try {
            Answer answer = account.order(key);
            if (answer.isPassing()) {
                return false;
            }
            ledger.answered(key, new Receipt(answer.status(), answer.body())).ifPresent(found::add);
            if (answer.isSuccess()) {
                sales.incrementAndGet();
            } else if (answer.isProblem("out-of-stock")) {
                answer.json()
                        .path("lines")
                        .forEach(line -> soldOut.add(line.path("book_id").asText()));
            }
            return true;
        } catch (IOException unanswered) {
            return false;
        }
    }

    private String anyBook() {
        return shelves.get(random.nextInt(shelves.size())).book();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
