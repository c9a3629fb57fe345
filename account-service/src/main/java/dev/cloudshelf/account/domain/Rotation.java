package dev.cloudshelf.account.domain;

import java.time.Instant;
import java.util.UUID;

/** What became of a refresh token that was shown. */
public sealed interface Rotation {

    /**
     * Its successor is good now, and it is not any more.
     *
     * @param account whose it is, as of now
     * @param signedInAt when the password was checked
     */
    record Rotated(Account account, Instant signedInAt) implements Rotation {}

    /**
     * It was exchanged a moment ago, and the response may have been lost.
     *
     * @param nonce of the successor that it got then
     */
    record Repeated(Account account, Instant signedInAt, String nonce) implements Rotation {}

    /**
     * It was used before; no token of its family is good from now on.
     *
     * @param accountId whose it was
     */
    record Reused(UUID accountId) implements Rotation {}

    /** There is no such family, it has ended or expired, or its account cannot be used. */
    record Unknown() implements Rotation {}
}
