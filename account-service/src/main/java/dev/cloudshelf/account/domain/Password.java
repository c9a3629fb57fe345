package dev.cloudshelf.account.domain;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * A password as somebody typed it.
 *
 * @param text in Unicode normalization form C (RFC 8265), so that two keyboards that compose an
 *     accent differently type the same password
 */
public record Password(String text) {

    /** In characters as people count them: Unicode code points (NIST SP 800-63B). */
    public static final int CHARACTERS_MIN = 8;

    public static final int CHARACTERS_MAX = 128;

    public Password {
        text = Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Whether an account may be given this password; one that is only compared need not be. */
    public boolean isAcceptable() {
        int characters = text.codePointCount(0, text.length());
        return characters >= CHARACTERS_MIN && characters <= CHARACTERS_MAX;
    }

    public byte[] utf8() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Keeps passwords out of logs. */
    @Override
    public String toString() {
        return "Password[...]";
    }
}
