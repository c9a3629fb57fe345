package dev.cloudshelf.cart.domain;

/**
 * How often somebody may do what costs the store something.
 *
 * @param sessions sessions opened from one address
 * @param cartChanges changes of one owner's cart
 */
public record Quotas(Quota sessions, Quota cartChanges) {}
