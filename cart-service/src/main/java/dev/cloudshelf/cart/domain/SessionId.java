package dev.cloudshelf.cart.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a session is known by. Whoever knows it holds a guest's session and cart, so it is a secret:
 * stores keep its digest only, and printed it shows nothing of itself.
 *
 * @param secret base64url; ours have 256 random bits, and shorter than 128 bits it cannot be
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

    /** SHA-256 in hexadecimal: tells ids apart and does not tell them. */
    public String digest() {
        return Digest.of(secret);
    }

    @Override
    public String toString() {
        return "a session id";
    }
}
