package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Ids;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an email carries to whoever reads the mail of an account: good once, for one purpose.
 *
 * @param text 256 random bits in base64url
 */
public record MailToken(String text) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    public static MailToken make(Ids ids) {
        return new MailToken(ids.nextToken());
    }

    /**
     * @return empty when no token looks like this text
     */
    public static Optional<MailToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new MailToken(text)) : Optional.empty();
    }

    /** SHA-256 in hex, all that is kept: nobody can guess 256 random bits. */
    public String digest() {
        return Sha256.hex(text);
    }

    /** Keeps tokens out of logs. */
    @Override
    public String toString() {
        return "MailToken[...]";
    }
}
