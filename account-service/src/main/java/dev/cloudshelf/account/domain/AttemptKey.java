package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.ClientAddress;
import java.util.Locale;
import java.util.UUID;

/**
 * What attempts are counted by. Who it is about is hashed: the counters are no list of customers
 * and of where they live.
 *
 * @param text the kind of counter, and SHA-256 in hex
 */
public record AttemptKey(String text) {

    private static final String SEPARATOR = "\u001f";

    /** Sign-ins to an account from anywhere, whether there is such an account or not. */
    public static AttemptKey account(String email) {
        return of("account", normal(email));
    }

    /** Sign-ins to an account from an address where it is at home. */
    public static AttemptKey accountAtHome(String email, ClientAddress from) {
        return of("account-at-home", normal(email) + SEPARATOR + from.text());
    }

    /** That an account is at home at an address. */
    public static AttemptKey home(String email, ClientAddress at) {
        return of("home", normal(email) + SEPARATOR + at.text());
    }

    /** Sign-ins from an address, to whatever account. */
    public static AttemptKey address(ClientAddress from) {
        return of("address", from.text());
    }

    /** Sign-ins of a service client from an address. */
    public static AttemptKey client(String clientId, ClientAddress from) {
        return of("client", clientId + SEPARATOR + from.text());
    }

    public static AttemptKey registration(ClientAddress from) {
        return of("registration", from.text());
    }

    public static AttemptKey resetFrom(ClientAddress from) {
        return of("reset-from", from.text());
    }

    public static AttemptKey resetOf(String email) {
        return of("reset-of", normal(email));
    }

    /** Requests for a new password from an address where the account is at home. */
    public static AttemptKey resetOfAtHome(String email, ClientAddress from) {
        return of("reset-of-at-home", normal(email) + SEPARATOR + from.text());
    }

    public static AttemptKey verificationOf(UUID accountId) {
        return of("verification-of", accountId.toString());
    }

    /** However it is typed, and of bounded length by being hashed. */
    private static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private static AttemptKey of(String kind, String who) {
        return new AttemptKey(kind + ":" + Sha256.hex(who));
    }
}
