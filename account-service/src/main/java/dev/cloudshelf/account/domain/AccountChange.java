package dev.cloudshelf.account.domain;

/** What became of a change to an account. */
public sealed interface AccountChange {

    /**
     * It is done, or there was nothing to do.
     *
     * @param before as it was
     * @param account as it is now
     */
    record Changed(Account before, Account account) implements AccountChange {}

    /** There is none, or not any more. */
    record NoSuchAccount() implements AccountChange {}

    /** Somebody else has changed it since the version that was asked for. */
    record Stale() implements AccountChange {}
}
