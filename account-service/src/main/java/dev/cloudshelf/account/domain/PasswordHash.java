package dev.cloudshelf.account.domain;

/**
 * What is kept of a password.
 *
 * @param phc algorithm, parameters, salt and hash in the PHC string format
 */
public record PasswordHash(String phc) {

    /** Of an account that no password opens. */
    public static final PasswordHash NONE = new PasswordHash("*");

    /** Keeps hashes out of logs. */
    @Override
    public String toString() {
        return "PasswordHash[...]";
    }
}
