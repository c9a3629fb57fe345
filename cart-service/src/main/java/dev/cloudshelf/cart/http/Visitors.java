package dev.cloudshelf.cart.http;

import dev.cloudshelf.cart.domain.Session;
import dev.cloudshelf.cart.domain.Visitor;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the origin of a request. */
final class Visitors {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** IPv4 or IPv6, roughly: enough to reject anything else. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private Visitors() {}

    static Visitor of(HttpHeaders request) {
        return new Visitor(
                address(request.getHeaderString(FORWARDED_FOR)),
                userAgent(request.getHeaderString(HttpHeaders.USER_AGENT)));
    }

    /**
     * Returns the last address, which the gateway has added; a client can forge those before it.
     */
    private static @Nullable String address(@Nullable String forwardedFor) {
        if (forwardedFor == null) {
            return null;
        }
        String last = forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).strip();
        return ADDRESS.matcher(last).matches() ? last : null;
    }

    /**
     * Returns the header, cut between two characters if it is too long; null if it is malformed.
     */
    static @Nullable String userAgent(@Nullable String header) {
        if (header == null || !WellFormedText.isWhole(header)) {
            return null;
        }
        if (header.length() <= Session.USER_AGENT_LENGTH_MAX) {
            return header;
        }
        int end = Session.USER_AGENT_LENGTH_MAX;
        return header.substring(
                0, Character.isHighSurrogate(header.charAt(end - 1)) ? end - 1 : end);
    }
}
