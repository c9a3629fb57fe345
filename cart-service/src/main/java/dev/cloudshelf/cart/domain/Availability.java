package dev.cloudshelf.cart.domain;

/** The availability of a line when the catalog was last called. */
public enum Availability {
    AVAILABLE,
    /** There are fewer copies than the line has. */
    SHORT,
    /** The book is no longer in the catalog. */
    GONE
}
