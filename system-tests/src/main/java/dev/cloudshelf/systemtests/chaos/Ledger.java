package dev.cloudshelf.systemtests.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one customer knows for certain: which keys were sent and what came back, and how many copies
 * of each book were put into the cart. Those are bought or still in it, each of them once.
 * Thread-safe, because keys are also sent at once.
 */
final class Ledger {

    /** How sure the customer is of the cart. */
    enum Cart {
        /** It holds what the ledger says. */
        KNOWN,
        /** An add had no answer; reading the cart tells. */
        UNREAD,
        /** Something was ordered: copies leave the cart at some moment from now on. */
        LEAVING,
        /** An add had no answer while copies were leaving: what is read may mean either. */
        LOST
    }

    private final String customer;
    private final Map<String, Optional<Receipt>> keys = new LinkedHashMap<>();

    /** Copies of each book that were put into the cart, less those that were taken out again. */
    private final Map<String, Range> putIn = new TreeMap<>();

    /** Copies of each book in the confirmed orders that are known. */
    private final Map<String, Integer> bought = new HashMap<>();

    private final Set<String> accounted = new HashSet<>();
    private Cart cart = Cart.KNOWN;

    Ledger(String customer) {
        this.customer = customer;
    }

    String customer() {
        return customer;
    }

    synchronized Cart cart() {
        return cart;
    }

    /** Whether there is anything to buy, as far as is known. */
    synchronized boolean hasSomething() {
        return putIn.keySet().stream().anyMatch(book -> putIn(book).max() > bought(book));
    }

    /** A key is about to be sent. */
    synchronized void sends(String key) {
        keys.putIfAbsent(key, Optional.empty());
        if (cart != Cart.LOST) {
            cart = Cart.LEAVING;
        }
    }

    /**
     * A key was finally answered.
     *
     * @return what is wrong when it had been answered otherwise before
     */
    synchronized Optional<Violation> answered(String key, Receipt receipt) {
        Optional<Receipt> earlier = keys.getOrDefault(key, Optional.empty());
        if (earlier.isEmpty()) {
            keys.put(key, Optional.of(receipt));
            return Optional.empty();
        }
        return earlier.get().equals(receipt)
                ? Optional.empty()
                : Optional.of(
                        new Violation(
                                Invariant.ONE_ORDER_PER_KEY,
                                "customer %s, key %s was answered %s first and %s then"
                                        .formatted(customer, key, earlier.get(), receipt)));
    }

    synchronized int keyCount() {
        return keys.size();
    }

    /** The keys that were finally answered, with what was said. */
    synchronized Map<String, Receipt> receipts() {
        Map<String, Receipt> receipts = new LinkedHashMap<>();
        keys.forEach((key, receipt) -> receipt.ifPresent(given -> receipts.put(key, given)));
        return receipts;
    }

    synchronized void added(String book, int copies) {
        putIn.put(book, putIn(book).plus(copies));
    }

    /** An add whose answer is lost, or says that something went wrong on the way. */
    synchronized void perhapsAdded(String book, int copies) {
        putIn.put(book, putIn(book).perhapsPlus(copies));
        cart = cart == Cart.LEAVING || cart == Cart.LOST ? Cart.LOST : Cart.UNREAD;
    }

    /** All that was not bought is out of the cart again. */
    synchronized void emptied(String book) {
        putIn.put(book, putIn(book).atMost(bought(book)));
    }

    synchronized void perhapsEmptied(String book) {
        putIn.put(book, putIn(book).perhapsLessThan(bought(book)));
    }

    /** Copies of all books that were put into the cart, less those that were taken out again. */
    synchronized Range putInAltogether() {
        return putIn.values().stream()
                .reduce(
                        Range.NONE,
                        (all, book) -> new Range(all.min() + book.min(), all.max() + book.max()));
    }

    private Range putIn(String book) {
        return putIn.getOrDefault(book, Range.NONE);
    }

    private int bought(String book) {
        return bought.getOrDefault(book, 0);
    }

    /**
     * Compares what was read with what must be, and believes it when the cart is at rest.
     *
     * @param read the cart, by book id; read before the orders, so that what has left it is among
     *     them
     * @return what is wrong
     */
    synchronized List<Violation> reads(Map<String, Integer> read, Collection<Order> orders) {
        account(orders);
        List<Violation> wrong = new ArrayList<>();
        boolean atRest = cart != Cart.LOST && orders.stream().noneMatch(Order::isPending);
        for (String book : known(read)) {
            int left = read.getOrDefault(book, 0);
            checkNothingLost(book, left, orders, wrong);
            checkSoldOnce(book, 0, orders, wrong);
            atRest &= bought(book) + left <= putIn(book).max();
        }
        if (atRest && wrong.isEmpty()) {
            for (String book : known(read)) {
                putIn.put(book, Range.exactly(bought(book) + read.getOrDefault(book, 0)));
            }
            cart = Cart.KNOWN;
        }
        return wrong;
    }

    /**
     * @return what is wrong with a cart that nothing will leave any more
     */
    synchronized List<Violation> check(Map<String, Integer> read, Collection<Order> orders) {
        account(orders);
        List<Violation> wrong = new ArrayList<>();
        for (String book : known(read)) {
            int left = read.getOrDefault(book, 0);
            checkNothingLost(book, left, orders, wrong);
            checkSoldOnce(book, left, orders, wrong);
        }
        return wrong;
    }

    private void account(Collection<Order> orders) {
        for (Order order : orders) {
            if (order.isConfirmed() && accounted.add(order.id())) {
                order.copies()
                        .forEach((book, copies) -> {
                            bought.merge(book, copies, Integer::sum);
                            // What was bought was in the cart before.
                            putIn.put(
                                    book,
                                    putIn(book).atLeast(Math.min(bought(book), putIn(book).max())));
                        });
            }
        }
    }

    private Set<String> known(Map<String, Integer> read) {
        Set<String> books = new HashSet<>(putIn.keySet());
        books.addAll(read.keySet());
        return books;
    }

    private void checkNothingLost(
            String book, int left, Collection<Order> orders, List<Violation> wrong) {
        if (bought(book) + left < putIn(book).min()) {
            wrong.add(violation(Invariant.NOTHING_LOST, book, left, orders));
        }
    }

    private void checkSoldOnce(
            String book, int left, Collection<Order> orders, List<Violation> wrong) {
        if (bought(book) + left > putIn(book).max()) {
            wrong.add(violation(Invariant.SOLD_ONCE, book, left, orders));
        }
    }

    private Violation violation(
            Invariant invariant, String book, int left, Collection<Order> orders) {
        List<String> with =
                orders.stream()
                        .filter(order -> order.isConfirmed() && order.copies().containsKey(book))
                        .map(Order::id)
                        .toList();
        return new Violation(
                invariant,
                "customer %s put %d to %d copies of book %s into the cart, bought %d and has %d left; orders with that book: %s"
                        .formatted(
                                customer,
                                putIn(book).min(),
                                putIn(book).max(),
                                book,
                                bought(book),
                                left,
                                with));
    }
}
