package dev.cloudshelf.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A keyset position, opaque on the wire.
 *
 * @param parts the sort keys of the last row seen and what the list was filtered by, as text
 */
public record Cursor(List<String> parts) {

    private static final int LENGTH_MAX = 4096;
    private static final String SEPARATOR = "\u001f";

    public Cursor {
        parts = List.copyOf(parts);
    }

    public static Cursor of(String... parts) {
        return new Cursor(Arrays.asList(parts));
    }

    /** Base64url of a checksum and the parts, safe in a query string. */
    public String encode() {
        byte[] body = String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8);
        byte[] all =
                ByteBuffer.allocate(Integer.BYTES + body.length)
                        .putInt(checksum(body))
                        .put(body)
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /**
     * Reads back what {@link #encode} wrote. The checksum finds damage, not malice: whoever uses a
     * cursor must treat its parts as input, and a forged one only reaches rows that its owner could
     * list anyway.
     *
     * @return empty when the text is not a cursor or has been changed
     */
    public static Optional<Cursor> decode(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            ByteBuffer all = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (all.remaining() < Integer.BYTES) {
                return Optional.empty();
            }
            int expected = all.getInt();
            byte[] body = new byte[all.remaining()];
            all.get(body);
            if (checksum(body) != expected) {
                return Optional.empty();
            }
            String joined =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return Optional.of(new Cursor(List.of(joined.split(SEPARATOR, -1))));
        } catch (IllegalArgumentException | CharacterCodingException notACursor) {
            return Optional.empty();
        }
    }

    private static int checksum(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return (int) crc.getValue();
    }
}
