package dev.cloudshelf.cart.domain;

/** Whether a line could be bought when the catalogue was last asked. */
public enum Availability {
    AVAILABLE,
    /** There are fewer copies than the line wants. */
    SHORT,
    /** The catalogue has no such book any more. */
    GONE
}
