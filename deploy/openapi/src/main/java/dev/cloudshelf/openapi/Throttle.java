package dev.cloudshelf.openapi;

import dev.cloudshelf.openapi.Operations.Operation;
import java.util.Map;

/**
 * How many requests for an operation get through to its function, of everybody together. It
 * protects stores and the bill; who asks too often by himself is told so by account-service.
 *
 * @param requestsPerSecond over time
 * @param requestsAtOnce those that may come in a burst before
 */
record Throttle(int requestsPerSecond, int requestsAtOnce) {

    static final Throttle USUAL = new Throttle(200, 400);

    /** Each hashes a password: a tenth of a second of a processor. */
    private static final Throttle HASHING = new Throttle(20, 40);

    /** Each writes a letter. */
    private static final Throttle LETTERS = new Throttle(5, 10);

    /** Each writes in three services, and locks its books while it does. */
    private static final Throttle CHECKOUT = new Throttle(50, 100);

    /** Each reads as much as a thousand others. */
    private static final Throttle REPORTS = new Throttle(2, 5);

    private static final Throttle IMPORTS = new Throttle(1, 2);

    static final Map<String, Throttle> UNUSUAL =
            Map.of(
                    "POST /accounts", HASHING,
                    "POST /tokens", HASHING,
                    "PUT /accounts/me/password", HASHING,
                    "POST /password-resets", LETTERS,
                    "POST /password-resets/{token}", HASHING,
                    "POST /orders", CHECKOUT,
                    "GET /reports/sales", REPORTS,
                    "POST /books/import", IMPORTS);

    Throttle {
        if (requestsPerSecond < 1 || requestsAtOnce < requestsPerSecond) {
            throw new IllegalArgumentException(
                    "A throttle lets something through, and in a burst no less than in a second");
        }
    }

    static Throttle of(Operation operation) {
        return UNUSUAL.getOrDefault(operation.toString(), USUAL);
    }
}
