package dev.cloudshelf.order.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** catalog-service's reservations: all lines or none, ended confirmed or released, never both. */
public final class StandInCatalog extends StandIn {

    private final StandInAccounts accounts;
    private final Map<String, Book> books = new HashMap<>();
    private final Map<String, Reservation> reservations = new HashMap<>();

    private static final class Book {
        private final String title;
        private BigDecimal price;
        private int stock;
        private int sold;

        Book(String title, BigDecimal price, int stock) {
            this.title = title;
            this.price = price;
            this.stock = stock;
        }
    }

    private static final class Reservation {
        private String status;
        private final Map<String, Integer> lines;
        private final ObjectNode answer;

        Reservation(String status, Map<String, Integer> lines, ObjectNode answer) {
            this.status = status;
            this.lines = lines;
            this.answer = answer;
        }
    }

    StandInCatalog(StandInAccounts accounts) {
        this.accounts = accounts;
    }

    public synchronized void stock(UUID bookId, String title, String price, int copies) {
        books.put(bookId.toString(), new Book(title, new BigDecimal(price), copies));
    }

    public synchronized void price(UUID bookId, String price) {
        book(bookId.toString()).price = new BigDecimal(price);
    }

    /** It is not sold any more. */
    public synchronized void remove(UUID bookId) {
        books.remove(bookId.toString());
    }

    /** As after the catalogue was put back to an earlier state. */
    public synchronized void forget(String orderId) {
        reservations.remove(orderId);
    }

    public synchronized int left(UUID bookId) {
        return book(bookId.toString()).stock;
    }

    public synchronized int sold(UUID bookId) {
        return book(bookId.toString()).sold;
    }

    /** How many reservations are neither confirmed nor released. */
    public synchronized long open() {
        return reservations.values().stream().filter(r -> "reserved".equals(r.status)).count();
    }

    /** As when catalog-service gives back what was not confirmed in time. */
    public synchronized void expireAll() {
        reservations.forEach((orderId, reservation) -> release(reservation));
    }

    @Override
    protected synchronized Answer handle(Call call) {
        if (!accounts.accepts(call)) {
            return problem(401, "unauthenticated");
        }
        String orderId = idIn(call);
        return switch (call.method()) {
            case "PUT" -> reserve(orderId, call.body());
            case "POST" -> call.path().endsWith("/restock") ? restock(orderId) : confirm(orderId);
            case "DELETE" -> release(orderId);
            default -> problem(405, "method-not-allowed");
        };
    }

    private Answer reserve(String orderId, JsonNode wish) {
        Reservation earlier = reservations.get(orderId);
        if (earlier != null) {
            return "released".equals(earlier.status)
                    ? problem(409, "reservation-released")
                    : answer(earlier);
        }
        Map<String, Integer> lines = new LinkedHashMap<>();
        wish.get("lines")
                .forEach(l -> lines.put(l.get("book_id").asText(), l.get("quantity").asInt()));
        ObjectNode shortage = shortage(lines);
        if (shortage != null) {
            return new Answer(409, shortage);
        }
        lines.forEach((id, quantity) -> book(id).stock -= quantity);
        Reservation held = new Reservation("reserved", lines, describe(orderId, lines));
        reservations.put(orderId, held);
        return answer(held);
    }

    private @Nullable ObjectNode shortage(Map<String, Integer> lines) {
        ObjectNode problem = JSON.createObjectNode().put("type", "/problems/out-of-stock");
        var named = problem.putArray("lines");
        lines.forEach((id, quantity) -> {
            Book book = books.get(id);
            int available = book == null ? 0 : book.stock;
            if (available < quantity) {
                named.addObject()
                        .put("book_id", id)
                        .put("requested", quantity)
                        .put("available", available);
            }
        });
        return named.isEmpty() ? null : problem;
    }

    private ObjectNode describe(String orderId, Map<String, Integer> lines) {
        ObjectNode answer = JSON.createObjectNode().put("order_id", orderId);
        answer.put("currency", "USD").put("expires_at", "2026-11-20T12:00:00Z");
        var described = answer.putArray("lines");
        lines.forEach((id, quantity) ->
                described
                        .addObject()
                        .put("book_id", id)
                        .put("title", book(id).title)
                        .put("price", book(id).price)
                        .put("quantity", quantity)
                        .put("category", "Fiction"));
        return answer;
    }

    private Answer confirm(String orderId) {
        Reservation reservation = reservations.get(orderId);
        if (reservation == null) {
            return problem(404, "not-found");
        }
        if ("released".equals(reservation.status)) {
            return problem(409, "reservation-released");
        }
        if ("reserved".equals(reservation.status)) {
            reservation.status = "confirmed";
            reservation.lines.forEach((id, quantity) -> book(id).sold += quantity);
        }
        return answer(reservation);
    }

    private Answer restock(String orderId) {
        Reservation reservation = reservations.get(orderId);
        if (reservation == null) {
            return problem(404, "not-found");
        }
        if ("confirmed".equals(reservation.status)) {
            reservation.status = "restocked";
            reservation.lines.forEach((id, quantity) -> {
                book(id).stock += quantity;
                book(id).sold -= quantity;
            });
        }
        return "restocked".equals(reservation.status)
                ? answer(reservation)
                : problem(409, "reservation-not-confirmed");
    }

    private Answer release(String orderId) {
        Reservation reservation =
                reservations.computeIfAbsent(
                        orderId,
                        id -> new Reservation("released", Map.of(), JSON.createObjectNode()));
        if ("confirmed".equals(reservation.status)) {
            return problem(409, "reservation-confirmed");
        }
        release(reservation);
        return new Answer(204, null);
    }

    private void release(Reservation reservation) {
        if ("reserved".equals(reservation.status)) {
            reservation.status = "released";
            reservation.lines.forEach((id, quantity) -> book(id).stock += quantity);
        }
    }

    private Book book(String id) {
        Book book = books.get(id);
        if (book == null) {
            throw new IllegalStateException("No book " + id);
        }
        return book;
    }

    private static Answer answer(Reservation reservation) {
        return new Answer(200, reservation.answer.deepCopy().put("status", reservation.status));
    }
}
