package dev.cloudshelf.order.domain;

import dev.cloudshelf.kernel.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer asks for by placing an order.
 *
 * @param idempotencyKey the customer's name for this order: 1 to 255 characters
 * @param expectedTotal the most that the customer has agreed to pay; null for any price
 * @param requestId of the HTTP request
 */
public record OrderRequest(
        UUID userId,
        String idempotencyKey,
        Destination destination,
        @Nullable Money expectedTotal,
        String requestId) {

    public static final int KEY_LENGTH_MAX = 255;

    public OrderRequest {
        if (idempotencyKey.isEmpty() || idempotencyKey.length() > KEY_LENGTH_MAX) {
            throw new IllegalArgumentException("An idempotency key has 1 to 255 characters");
        }
    }

    /**
     * Tells a retry from another request: equal for requests that ask for the same, however their
     * JSON was written.
     *
     * @return SHA-256 over the fields, each with its length before it, as 64 hexadecimal digits
     */
    public String fingerprint() {
        StringBuilder canonical = new StringBuilder();
        switch (destination) {
            case Destination.Given(var address) -> append(canonical, address);
            // By its id: it is the same request also when the address has changed meanwhile.
            case Destination.Saved(var addressId) -> append(canonical, addressId.toString());
        }
        append(canonical, expectedTotal == null ? "any" : expectedTotal.amount().toPlainString());
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private static void append(StringBuilder canonical, ShippingAddress address) {
        append(canonical, address.street());
        append(canonical, address.city());
        append(canonical, address.state());
        append(canonical, address.postalCode());
        append(canonical, address.country());
    }

    private static void append(StringBuilder canonical, String field) {
        canonical.append(field.length()).append(':').append(field);
    }
}
