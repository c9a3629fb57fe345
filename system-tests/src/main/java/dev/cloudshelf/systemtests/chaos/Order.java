package dev.cloudshelf.systemtests.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * An order as its customer sees it.
 *
 * @param copies by book id
 */
record Order(String id, String status, Map<String, Integer> copies, BigDecimal total) {

    Order {
        copies = Map.copyOf(copies);
    }

    static Order of(JsonNode order) {
        Map<String, Integer> copies = new TreeMap<>();
        order.path("items")
                .forEach(line ->
                        copies.merge(
                                line.path("book_id").asText(),
                                line.path("quantity").asInt(),
                                Integer::sum));
        return new Order(
                order.path("id").asText(),
                order.path("status").asText(),
                copies,
                order.path("total").decimalValue().setScale(2));
    }

    boolean isConfirmed() {
        return status.equals("confirmed");
    }

    boolean isPending() {
        return status.equals("pending");
    }
}
