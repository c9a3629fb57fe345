package dev.cloudshelf.order.domain;

import java.util.UUID;

/** Where a customer wants an order to go. */
public sealed interface Destination {

    /** An address that comes with the request. */
    record Given(ShippingAddress address) implements Destination {}

    /** One of the addresses that the customer has saved with the account. */
    record Saved(UUID addressId) implements Destination {}
}
