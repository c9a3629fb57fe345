package dev.cloudshelf.account.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in the one form in which it is compared and kept.
 *
 * @param address trimmed and in lower case; what HTML calls a valid e-mail address, with at least
 *     two labels in its domain, at most 254 characters (RFC 5321)
 */
public record Email(String address) {

    public static final int LENGTH_MAX = 254;

    /**
     * The WHATWG pattern of {@code <input type=email>}, in ASCII: lower-casing other letters could
     * turn one person's address into another's.
     */
    private static final Pattern VALID =
            Pattern.compile(
                    "[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
                            + "@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
                            + "(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){1,126}",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern PREFIX = Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~@-]*");

    public Email {
        // Not quoting it: an address is personal, and messages are logged.
        if (!isValid(address) || !address.equals(address.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("Not an e-mail address in its canonical form");
        }
    }

    /**
     * @return empty when the text is not an e-mail address
     */
    public static Optional<Email> parse(String text) {
        String address = text.strip();
        return isValid(address)
                ? Optional.of(new Email(address.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    /** Whether an address in its canonical form could begin with this. */
    public static boolean isPrefix(String text) {
        return text.length() <= LENGTH_MAX && PREFIX.matcher(text).matches();
    }

    private static boolean isValid(String address) {
        return address.length() <= LENGTH_MAX && VALID.matcher(address).matches();
    }

    /** Keeps addresses out of logs. */
    @Override
    public String toString() {
        return "Email[...]";
    }
}
