package dev.cloudshelf.order.http;

import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderRequest;
import dev.cloudshelf.order.domain.PricedLine;
import dev.cloudshelf.order.domain.Refusal;
import dev.cloudshelf.order.domain.Shortage;
import dev.cloudshelf.order.domain.Totals;
import dev.cloudshelf.order.domain.Transition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a checkout or a later step can be refused for. Members are written in a fixed order, so that
 * a replayed refusal equals the first to the byte.
 */
final class OrderProblems {

    static final ProblemType KEY_MISSING =
            new ProblemType("idempotency-key-missing", "Send an Idempotency-Key", 400);
    static final ProblemType KEY_REUSED =
            new ProblemType(
                    "idempotency-key-reused", "The key belongs to a different request", 422);
    static final ProblemType IN_PROGRESS =
            new ProblemType("order-in-progress", "The order is still being placed", 409);
    static final ProblemType EMAIL_NOT_VERIFIED =
            new ProblemType("email-not-verified", "The email address is not verified", 403);
    static final ProblemType ADDRESS_UNKNOWN =
            new ProblemType("address-unknown", "There is no such address", 422);
    static final ProblemType CART_EMPTY = new ProblemType("cart-empty", "The cart is empty", 422);
    static final ProblemType OUT_OF_STOCK =
            new ProblemType("out-of-stock", "There are not enough copies", 409);
    static final ProblemType PRICE_CHANGED =
            new ProblemType("price-changed", "The total has risen", 409);
    static final ProblemType ABANDONED =
            new ProblemType("order-abandoned", "The order could not be completed", 409);
    static final ProblemType STATUS =
            new ProblemType("order-status", "The order's status does not allow this", 409);

    private static final int IN_PROGRESS_RETRY_AFTER_SECONDS = 1;

    private OrderProblems() {}

    static Problem keyMissing() {
        return Problem.of(
                KEY_MISSING,
                "Make a key for each order, such as a random UUID, send it as Idempotency-Key, and"
                        + " send the same again if you retry.");
    }

    static Problem keyTooLong() {
        return Problem.invalid(
                "Idempotency-Key",
                "must have at most %d characters".formatted(OrderRequest.KEY_LENGTH_MAX));
    }

    static Problem keyReused() {
        return Problem.of(
                KEY_REUSED,
                "An order with another address or expected total was requested under this"
                        + " Idempotency-Key. Use a new key for a new order.");
    }

    static Problem emailNotVerified() {
        return Problem.of(
                EMAIL_NOT_VERIFIED,
                "Open the link that was sent to the email address of the account, renew the access"
                        + " token, and order again.");
    }

    static Problem addressUnknown() {
        return Problem.of(
                ADDRESS_UNKNOWN,
                "None of your saved addresses has this address_id. Nothing was ordered, and the"
                        + " Idempotency-Key may be used again.");
    }

    static Problem inProgress() {
        return Problem.of(
                        IN_PROGRESS,
                        "An earlier request with this Idempotency-Key is still being worked on. Send"
                                + " the same again shortly.")
                .retryAfter(IN_PROGRESS_RETRY_AFTER_SECONDS);
    }

    static Problem anotherInProgress() {
        return Problem.of(
                        IN_PROGRESS,
                        "Another order of yours is still being placed, and has your cart. Nothing"
                                + " was kept under this Idempotency-Key. Send the same again"
                                + " shortly.")
                .retryAfter(IN_PROGRESS_RETRY_AFTER_SECONDS);
    }

    /** For a step that an order cannot take from where it is. */
    static Problem notFrom(Order order, Transition refused) {
        String status = order.status().wireName();
        String requested = refused.to().wireName();
        String detail =
                order.refusal() != null
                        ? "The order was refused and never placed, so it cannot be " + requested
                        : "The order is %s; only one that is %s can be %s"
                                .formatted(status, refused.from().wireName(), requested);
        return Problem.of(STATUS, detail + ".")
                .with("order_status", status)
                .with("requested", requested);
    }

    static ProblemType typeOf(Refusal refusal) {
        return switch (refusal) {
            case Refusal.CartEmpty() -> CART_EMPTY;
            case Refusal.OutOfStock _ -> OUT_OF_STOCK;
            case Refusal.PriceChanged _ -> PRICE_CHANGED;
            case Refusal.Abandoned() -> ABANDONED;
        };
    }

    static Problem of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.CartEmpty() ->
                    Problem.of(
                            CART_EMPTY,
                            "Put a book into the cart and order with a new Idempotency-Key.");
            case Refusal.OutOfStock(var lines) -> outOfStock(lines);
            case Refusal.PriceChanged changed -> priceChanged(changed);
            case Refusal.Abandoned() ->
                    Problem.of(
                            ABANDONED,
                            "It was not completed in time, and nothing was bought. Order again with"
                                    + " a new Idempotency-Key.");
        };
    }

    private static Problem outOfStock(List<Shortage> lines) {
        return Problem.of(
                        OUT_OF_STOCK,
                        "Nothing was bought. Change the lines named here in the cart and order with"
                                + " a new Idempotency-Key.")
                .with("lines", lines.stream().map(OrderProblems::members).toList());
    }

    private static Problem priceChanged(Refusal.PriceChanged changed) {
        Totals totals = changed.totals();
        return Problem.of(
                        PRICE_CHANGED,
                        "Nothing was bought. If the new total is fine, order with it as"
                                + " expected_total and a new Idempotency-Key.")
                .with("expected_total", changed.expected().amount())
                .with("lines", changed.items().stream().map(OrderProblems::members).toList())
                .with("subtotal", totals.subtotal().amount())
                .with("tax", totals.tax().amount())
                .with("shipping", totals.shipping().amount())
                .with("total", totals.total().amount())
                .with("currency", totals.total().currency().getCurrencyCode());
    }

    private static Map<String, Object> members(Shortage line) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("book_id", line.bookId().toString());
        if (line.title() != null) {
            members.put("title", line.title());
        }
        members.put("requested", line.requested());
        members.put("available", line.available());
        return members;
    }

    private static Map<String, Object> members(PricedLine line) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("book_id", line.bookId().toString());
        members.put("title", line.title());
        members.put("price", line.price().amount());
        members.put("quantity", line.quantity());
        members.put("line_total", line.lineTotal().amount());
        return members;
    }
}
