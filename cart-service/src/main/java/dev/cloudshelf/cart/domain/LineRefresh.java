package dev.cloudshelf.cart.domain;

/**
 * A line before and after a call of the catalog.
 *
 * @param seen as it was stored
 */
public record LineRefresh(CartLine seen, CartLine fresh) {}
