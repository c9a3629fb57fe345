package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Ids;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A code that signs in once in place of one of the authenticator app, which may get lost.
 *
 * @param text twelve characters of Crockford's Base32 in lower case, 60 random bits
 */
public record RecoveryCode(String text) {

    public static final int COUNT = 10;

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 12;
    private static final int GROUP = 4;
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

    /** Makes the codes of an account, all at once. */
    public static List<RecoveryCode> make(Ids ids) {
        return Stream.generate(() -> one(ids)).limit(COUNT).toList();
    }

    private static RecoveryCode one(Ids ids) {
        byte[] random = Base64.getUrlDecoder().decode(ids.nextToken());
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random[i] & 31));
        }
        return new RecoveryCode(text.toString());
    }

    /**
     * Reads a code as people type it, in any case and with or without separators.
     *
     * @return empty when no code looks like this text
     */
    public static Optional<RecoveryCode> parse(String typed) {
        String text =
                typed.toLowerCase(Locale.ROOT)
                        .replaceAll("[\\s-]", "")
                        .replace('o', '0')
                        .replace('i', '1')
                        .replace('l', '1');
        return FORM.matcher(text).matches()
                ? Optional.of(new RecoveryCode(text))
                : Optional.empty();
    }

    public static Set<String> digests(List<RecoveryCode> codes) {
        return codes.stream().map(RecoveryCode::digest).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the code as people read it, in groups of four. */
    public String grouped() {
        return String.join(
                "-",
                text.substring(0, GROUP),
                text.substring(GROUP, 2 * GROUP),
                text.substring(2 * GROUP));
    }

    /** SHA-256 in hex, all that is kept. */
    public String digest() {
        return Sha256.hex(text);
    }

    /** Keeps codes out of logs. */
    @Override
    public String toString() {
        return "RecoveryCode[...]";
    }
}
