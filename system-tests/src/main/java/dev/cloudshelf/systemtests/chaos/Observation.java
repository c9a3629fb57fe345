package dev.cloudshelf.systemtests.chaos;

import java.util.List;
import java.util.Map;

/**
 * What the shop says of itself when it is at rest.
 *
 * @param onHand copies by book id
 * @param orders by customer id
 * @param carts copies by book id, by customer id
 */
record Observation(
        Map<String, Integer> onHand,
        Map<String, List<Order>> orders,
        Map<String, Map<String, Integer>> carts) {

    Observation {
        onHand = Map.copyOf(onHand);
        orders = Map.copyOf(orders);
        carts = Map.copyOf(carts);
    }

    List<Order> ordersOf(String customer) {
        return orders.getOrDefault(customer, List.of());
    }

    List<Order> confirmed() {
        return orders.values().stream().flatMap(List::stream).filter(Order::isConfirmed).toList();
    }

    /** Copies of all books in all carts. */
    int left() {
        return carts.values().stream()
                .flatMap(cart -> cart.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Copies of a book in confirmed orders. */
    int sold(String book) {
        return confirmed().stream().mapToInt(order -> order.copies().getOrDefault(book, 0)).sum();
    }
}
