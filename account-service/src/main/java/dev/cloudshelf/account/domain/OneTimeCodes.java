package dev.cloudshelf.account.domain;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/** Makes the secrets of second factors, and checks codes against them. */
public interface OneTimeCodes {

    /**
     * A secret as it is kept, and as its owner gets it.
     *
     * @param base32 for an authenticator app
     */
    record NewSecret(String encrypted, String base32) {

        /** Keeps secrets out of logs. */
        @Override
        public String toString() {
            return "NewSecret[...]";
        }
    }

    /** Returns what a service has where a user pool signs people in: it is never asked. */
    static OneTimeCodes none() {
        return new OneTimeCodes() {
            @Override
            public NewSecret newSecret(UUID accountId) {
                throw new IllegalStateException("A user pool signs people in");
            }

            @Override
            public OptionalLong stepOf(
                    UUID accountId, String encryptedSecret, String code, Instant now) {
                throw new IllegalStateException("A user pool signs people in");
            }
        };
    }

    NewSecret newSecret(UUID accountId);

    /**
     * Finds the time step that a code belongs to: the current one, or the one before or after, as
     * clocks differ.
     *
     * @param encryptedSecret of this account
     * @return empty when the code is not right
     * @throws IllegalStateException when the secret was encrypted for another account or with
     *     another key, or was changed since
     */
    OptionalLong stepOf(UUID accountId, String encryptedSecret, String code, Instant now);
}
