package dev.cloudshelf.cart.domain;

/**
 * The quotas of operations that cause writes.
 *
 * @param sessions sessions opened from one address
 * @param cartChanges changes of one owner's cart
 */
public record Quotas(Quota sessions, Quota cartChanges) {}
