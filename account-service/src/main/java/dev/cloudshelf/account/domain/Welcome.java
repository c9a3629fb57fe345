package dev.cloudshelf.account.domain;

/** Whether somebody whom a user pool knows has a profile here. */
public sealed interface Welcome {

    /** There is one, from before or from now on. */
    record Known(Account profile) implements Welcome {}

    /** A first call has to bring a verified e-mail address. */
    record EmailMissing() implements Welcome {}

    /** Another profile has the e-mail address. */
    record EmailTaken() implements Welcome {}

    /** The profile was closed, and a closed one is not opened again. */
    record Closed() implements Welcome {}
}
