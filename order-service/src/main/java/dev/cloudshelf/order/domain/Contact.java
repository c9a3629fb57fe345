package dev.cloudshelf.order.domain;

import dev.cloudshelf.kernel.mail.Recipient;

/** How a customer can be written to. */
public sealed interface Contact {

    /** By this name, at this address. */
    record Reachable(Recipient recipient) implements Contact {}

    /** There is an account, but its address is none. */
    record Unreachable() implements Contact {}
}
