package dev.cloudshelf.cart.domain;

/**
 * A line before and after the catalogue was asked.
 *
 * @param seen as the store had it
 */
public record LineRefresh(CartLine seen, CartLine fresh) {}
