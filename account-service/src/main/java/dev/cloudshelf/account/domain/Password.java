package dev.cloudshelf.account.domain;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    private static final String SHOP = "cloudshelf";
    private static final Pattern OUTER_DIGITS = Pattern.compile("^\\p{Nd}+|\\p{Nd}+$");
    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");

    public Password {
        text = Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Whether an account may be given this password; one that is only compared need not be. */
    public boolean isAcceptable() {
        int characters = text.codePointCount(0, text.length());
        return characters >= CHARACTERS_MIN && characters <= CHARACTERS_MAX;
    }

    /**
     * Whether it is what anybody would try who knows the account: its e-mail address, the part of
     * it before the at sign, or the shop's name, with or without digits before and after.
     */
    public boolean isGuessableFor(Email email) {
        String whole = folded();
        String local = email.address().substring(0, email.address().indexOf('@'));
        return Stream.of(email.address(), local, SHOP)
                .map(Password::folded)
                .anyMatch(name -> whole.equals(name) || isNameWithDigits(whole, name));
    }

    private static boolean isNameWithDigits(String whole, String name) {
        String core = withoutOuterDigits(name);
        return !core.isEmpty() && withoutOuterDigits(whole).equals(core);
    }

    private static String withoutOuterDigits(String text) {
        return OUTER_DIGITS.matcher(text).replaceAll("");
    }

    /**
     * The text without what tells apart neither people nor machines: case, compatibility forms such
     * as full-width letters, and characters that are not seen.
     */
    public String folded() {
        return folded(text);
    }

    private static String folded(String text) {
        String seen =
                UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
        return Normalizer.normalize(seen.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
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
