package dev.cloudshelf.systemtests.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what the shop says with what was stocked and with what its customers know. */
final class Checker {

    private final List<Shelf> shelves;
    private final List<Ledger> ledgers;

    Checker(List<Shelf> shelves, List<Ledger> ledgers) {
        this.shelves = List.copyOf(shelves);
        this.ledgers = List.copyOf(ledgers);
    }

    /**
     * @param seen when nothing is under way any more
     * @return empty when everything is as it must be
     */
    List<Violation> check(Observation seen) {
        List<Violation> wrong = new ArrayList<>();
        shelves.forEach(shelf -> checkStock(shelf, seen, wrong));
        Set<String> ids = new HashSet<>();
        for (Ledger ledger : ledgers) {
            List<Order> orders = seen.ordersOf(ledger.customer());
            checkNothingPending(orders, wrong);
            checkReceipts(ledger, orders, wrong);
            checkKeys(ledger, orders, ids, wrong);
            wrong.addAll(
                    ledger.check(seen.carts().getOrDefault(ledger.customer(), Map.of()), orders));
        }
        return wrong;
    }

    private static void checkStock(Shelf shelf, Observation seen, List<Violation> wrong) {
        int onHand = seen.onHand().getOrDefault(shelf.book(), 0);
        int sold = seen.sold(shelf.book()) + shelf.soldBefore();
        if (onHand + sold != shelf.stocked()) {
            List<String> orders =
                    seen.confirmed().stream()
                            .filter(order -> order.copies().containsKey(shelf.book()))
                            .map(Order::id)
                            .toList();
            wrong.add(
                    new Violation(
                            Invariant.STOCK_ADDS_UP,
                            "book %s: %d on hand and %d sold, expected %d together; orders with it: %s"
                                    .formatted(
                                            shelf.book(), onHand, sold, shelf.stocked(), orders)));
        }
        if (onHand < 0) {
            wrong.add(
                    new Violation(
                            Invariant.STOCK_NOT_NEGATIVE,
                            "book %s: %d on hand".formatted(shelf.book(), onHand)));
        }
    }

    private static void checkNothingPending(List<Order> orders, List<Violation> wrong) {
        for (Order order : orders) {
            if (order.isPending()) {
                wrong.add(
                        new Violation(
                                Invariant.NOTHING_PENDING,
                                "order %s is still pending".formatted(order.id())));
            }
        }
    }

    private static void checkReceipts(Ledger ledger, List<Order> orders, List<Violation> wrong) {
        Map<String, Order> byId = new HashMap<>();
        orders.forEach(order -> byId.put(order.id(), order));
        ledger.receipts()
                .forEach((key, receipt) ->
                        receipt.order()
                                .filter(promised -> !promised.equals(byId.get(promised.id())))
                                .ifPresent(promised ->
                                        wrong.add(
                                                new Violation(
                                                        Invariant.PROMISES_KEPT,
                                                        "key %s was answered 201 with %s; now that order is %s"
                                                                .formatted(
                                                                        key,
                                                                        promised,
                                                                        byId.get(
                                                                                promised.id()))))));
    }

    private static void checkKeys(
            Ledger ledger, List<Order> orders, Set<String> ids, List<Violation> wrong) {
        if (orders.size() > ledger.keyCount()) {
            wrong.add(
                    new Violation(
                            Invariant.ONE_ORDER_PER_KEY,
                            "customer %s sent %d keys and has %d orders: %s"
                                    .formatted(
                                            ledger.customer(),
                                            ledger.keyCount(),
                                            orders.size(),
                                            orders.stream().map(Order::id).toList())));
        }
        ledger.receipts()
                .forEach((key, receipt) ->
                        receipt.order()
                                .filter(order -> !ids.add(order.id()))
                                .ifPresent(order ->
                                        wrong.add(
                                                new Violation(
                                                        Invariant.ONE_ORDER_PER_KEY,
                                                        "order %s answers key %s and another one"
                                                                .formatted(order.id(), key)))));
    }
}
