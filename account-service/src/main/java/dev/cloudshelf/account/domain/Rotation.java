package dev.cloudshelf.account.domain;

/** What became of a refresh token that was shown. */
public sealed interface Rotation {

    /**
     * Its successor is good now, and it is not any more.
     *
     * @param account whose it is, as of now
     */
    record Rotated(Account account) implements Rotation {}

    /** It was used before; no token of its family is good from now on. */
    record Reused() implements Rotation {}

    /** There is no such family, it has ended or expired, or its account cannot be used. */
    record Unknown() implements Rotation {}
}
