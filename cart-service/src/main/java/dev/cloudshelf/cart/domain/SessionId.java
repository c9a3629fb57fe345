package dev.cloudshelf.cart.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a session. It gives access to a guest's session and cart, so it is a secret: stores
 * keep only its digest, and {@code toString} hides it.
 *
 * @param secret base64url; generated ones have 256 random bits, and at least 128 are required
 */
public record SessionId(String secret) {

    /** The request header that carries it. */
    public static final String HEADER = "X-Session-Id";

    public static final String PATTERN = "[A-Za-z0-9_-]{22,128}";

    private static final Pattern COMPILED_PATTERN = Pattern.compile(PATTERN);

    public SessionId {
        if (!COMPILED_PATTERN.matcher(secret).matches()) {
            throw new IllegalArgumentException("Not of the form of a session id");
        }
    }

    /**
     * @return empty when the text cannot be a session id
     */
    public static Optional<SessionId> of(String text) {
        return COMPILED_PATTERN.matcher(text).matches()
                ? Optional.of(new SessionId(text))
                : Optional.empty();
    }

    /**
     * Returns the SHA-256 in hexadecimal, which identifies the session without revealing the id.
     */
    public String digest() {
        return Digest.of(secret);
    }

    @Override
    public String toString() {
        return "a session id";
    }
}
