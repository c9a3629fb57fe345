package dev.cloudshelf.order.domain;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Whom to write to.
 *
 * @param email one address, with nothing in it that could end a header or begin a second address
 * @param firstName as the customer wrote it: anything at all, also empty
 * @param lastName likewise
 */
public record Customer(UUID id, String email, String firstName, String lastName) {

    private static final int EMAIL_LENGTH_MAX = 254;
    private static final Pattern EMAIL =
            Pattern.compile(
                    "[^\\p{Cntrl}\\p{Z}@<>()\\[\\]\",:;\\\\]+@[^\\p{Cntrl}\\p{Z}@<>()\",:;\\\\]+");

    public Customer {
        if (email.length() > EMAIL_LENGTH_MAX || !EMAIL.matcher(email).matches()) {
            // Without the address: this may be logged.
            throw new IllegalArgumentException("Customer " + id + " has no address to write to");
        }
    }

    /** Both names with one blank between; empty when there is neither. */
    public String name() {
        return (firstName.strip() + " " + lastName.strip()).strip();
    }

    /** Names nobody, so that no log does. */
    @Override
    public String toString() {
        return "Customer " + id;
    }
}
