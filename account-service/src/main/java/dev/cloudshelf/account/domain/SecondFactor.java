package dev.cloudshelf.account.domain;

/**
 * The second factor of an account: time-based one-time passwords (TOTP, RFC 6238).
 *
 * @param encryptedSecret as {@link OneTimeCodes} has made it
 * @param confirmed whether its owner has shown a code; before that it is asked for nowhere
 */
public record SecondFactor(String encryptedSecret, boolean confirmed) {

    /** Keeps even encrypted secrets out of logs. */
    @Override
    public String toString() {
        return "SecondFactor[confirmed=" + confirmed + "]";
    }
}
