package dev.cloudshelf.openapi;

import dev.cloudshelf.openapi.Operations.Operation;
import java.util.Map;

/**
 * How large and how long one request may be.
 *
 * @param bodyMaxBytes at most 10 MiB, the payload quota of an API Gateway HTTP API
 * @param timeoutSeconds until the answer has been sent; at most 30, the quota of an integration
 */
record Limits(int bodyMaxBytes, int timeoutSeconds) {

    static final int BODY_QUOTA_BYTES = 10 * 1024 * 1024;
    static final int TIMEOUT_QUOTA_SECONDS = 30;

    private static final Limits USUAL = new Limits(64 * 1024, 10);

    static final Map<String, Limits> UNUSUAL =
            Map.of("POST /books/import", new Limits(BODY_QUOTA_BYTES, TIMEOUT_QUOTA_SECONDS));

    Limits {
        if (bodyMaxBytes < 1 || bodyMaxBytes > BODY_QUOTA_BYTES) {
            throw new IllegalArgumentException("API Gateway takes bodies of at most 10 MiB");
        }
        if (timeoutSeconds < 1 || timeoutSeconds > TIMEOUT_QUOTA_SECONDS) {
            throw new IllegalArgumentException("API Gateway waits for at most 30 seconds");
        }
    }

    static Limits of(Operation operation) {
        return UNUSUAL.getOrDefault(operation.toString(), USUAL);
    }
}
