package dev.cloudshelf.systemtests.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one customer knows for certain: which keys were sent and what came back, and how much of
 * each book the cart must hold. Thread-safe, because a key may be sent twice at once.
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
    private final Map<String, Range> lines = new TreeMap<>();
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
        return lines.values().stream().anyMatch(line -> line.max() > 0);
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
        lines.merge(book, Range.NONE.added(copies), (line, more) -> line.added(copies));
    }

    /** An add whose answer is lost, or says that something went wrong on the way. */
    synchronized void perhapsAdded(String book, int copies) {
        lines.merge(
                book, Range.NONE.perhapsAdded(copies), (line, more) -> line.perhapsAdded(copies));
        cart = cart == Cart.LEAVING || cart == Cart.LOST ? Cart.LOST : Cart.UNREAD;
    }

    synchronized void emptied(String book) {
        lines.put(book, Range.NONE);
    }

    synchronized void perhapsEmptied(String book) {
        lines.computeIfPresent(book, (id, line) -> line.perhapsEmptied());
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
            int copies = read.getOrDefault(book, 0);
            Range line = lines.getOrDefault(book, Range.NONE);
            if (copies < line.min() || line.max() < 0) {
                wrong.add(wrong(book, copies, line, orders));
            }
            atRest &= copies <= line.max();
        }
        if (atRest && wrong.isEmpty()) {
            lines.replaceAll((book, line) -> Range.exactly(read.getOrDefault(book, 0)));
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
            int copies = read.getOrDefault(book, 0);
            Range line = lines.getOrDefault(book, Range.NONE);
            if (copies < line.min() || copies > line.max()) {
                wrong.add(wrong(book, copies, line, orders));
            }
        }
        return wrong;
    }

    private void account(Collection<Order> orders) {
        for (Order order : orders) {
            if (order.isConfirmed() && accounted.add(order.id())) {
                order.copies()
                        .forEach((book, copies) ->
                                lines.put(
                                        book, lines.getOrDefault(book, Range.NONE).bought(copies)));
            }
        }
    }

    private Set<String> known(Map<String, Integer> read) {
        Set<String> books = new HashSet<>(lines.keySet());
        books.addAll(read.keySet());
        return books;
    }

    private Violation wrong(String book, int copies, Range line, Collection<Order> orders) {
        List<String> with =
                orders.stream()
                        .filter(order -> order.isConfirmed() && order.copies().containsKey(book))
                        .map(Order::id)
                        .toList();
        return new Violation(
                Invariant.CARTS_RIGHT,
                "cart of %s has %d of book %s, expected %d to %d; orders with that book: %s"
                        .formatted(customer, copies, book, line.min(), line.max(), with));
    }
}
