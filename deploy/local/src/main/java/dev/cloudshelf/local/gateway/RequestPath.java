package dev.cloudshelf.local.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the path of a request in the one way that leaves no room for two readings. A gateway that
 * checks a path and a service that reads it differently is how {@code /internal} gets reached, so
 * anything that could be read twice is not a path here: empty and dot segments, path parameters
 * ({@code ;}), backslashes, control characters, and encodings of them or of a slash.
 */
final class RequestPath {

    private static final String UNRESERVED = "-._~";
    private static final String REFUSED_ONCE_DECODED = "/\\;%";

    private RequestPath() {}

    /**
     * @param raw as on the request line, without the query
     * @return the decoded segments, or empty when the path is not clean
     */
    static Optional<List<String>> segments(String raw) {
        if (raw.length() < 2 || raw.charAt(0) != '/') {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        for (String part : raw.substring(1).split("/", -1)) {
            Optional<String> segment = decode(part);
            if (segment.isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        return Optional.of(segments);
    }

    private static Optional<String> decode(String part) {
        ByteBuffer bytes = ByteBuffer.allocate(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '%') {
                int octet = octet(part, i + 1);
                if (octet < 0) {
                    return Optional.empty();
                }
                bytes.put((byte) octet);
                i += 2;
            } else if (c > ' ' && c < 0x7f) {
                bytes.put((byte) c);
            } else {
                return Optional.empty();
            }
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            return isClean(text) ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static int octet(String part, int at) {
        if (at + 2 > part.length()) {
            return -1;
        }
        int high = Character.digit(part.charAt(at), 16);
        int low = Character.digit(part.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static boolean isClean(String segment) {
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && segment.chars()
                        .noneMatch(c ->
                                Character.isISOControl(c) || REFUSED_ONCE_DECODED.indexOf(c) >= 0);
    }

    /** A segment as it is sent on: only what RFC 3986 calls unreserved stands for itself. */
    static String encode(String segment) {
        StringBuilder encoded = new StringBuilder(segment.length());
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format("%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
