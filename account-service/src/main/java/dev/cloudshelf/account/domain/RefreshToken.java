package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Ids;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What keeps a person signed in: good once, for the next access token and its own successor. All
 * tokens of one sign-in are a family, and only the newest is good. An older one is in the wrong
 * hands, or was, so showing it ends the family (RFC 9700 section 4.14.2).
 *
 * @param family 256 random bits that all tokens of one sign-in share
 * @param secret 256 random bits of this one token
 */
public record RefreshToken(String family, String secret) {

    private static final String MAC = "HmacSHA256";

    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})");

    /** The first token of a new family. */
    public static RefreshToken first(Ids ids) {
        return new RefreshToken(ids.nextToken(), ids.nextToken());
    }

    /**
     * The successor by a nonce: the same for the same nonce, so that a repeated exchange can be
     * answered alike. Whoever knows the nonce alone, as the store does, cannot make it; nor can
     * whoever knows an old token alone.
     *
     * @param nonce of {@link Ids#nextToken}
     */
    public RefreshToken next(String nonce) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), MAC));
            byte[] successor = mac.doFinal(nonce.getBytes(StandardCharsets.US_ASCII));
            return new RefreshToken(
                    family, Base64.getUrlEncoder().withoutPadding().encodeToString(successor));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + MAC, e);
        }
    }

    /**
     * @return empty when no token looks like this text
     */
    public static Optional<RefreshToken> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new RefreshToken(form.group(1), form.group(2)))
                : Optional.empty();
    }

    /** What its holder keeps, opaque to them. */
    public String text() {
        return family + "." + secret;
    }

    public Digest digest() {
        return new Digest(sha256(family), sha256(secret));
    }

    /**
     * All that is kept of a token. Without salt or stretching: nobody can guess 256 random bits.
     *
     * @param family SHA-256, base64url
     * @param secret SHA-256, base64url
     */
    public record Digest(String family, String secret) {}

    private static String sha256(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(text));
    }

    /** Keeps tokens out of logs. */
    @Override
    public String toString() {
        return "RefreshToken[...]";
    }
}
