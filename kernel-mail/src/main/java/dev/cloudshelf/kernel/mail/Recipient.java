package dev.cloudshelf.kernel.mail;

import java.util.regex.Pattern;

/**
 * Whom a letter goes to.
 *
 * @param name as the person wrote it: anything at all, also empty
 * @param email one address, with nothing in it that could end a header or begin a second address
 */
public record Recipient(String name, String email) {

    private static final int EMAIL_LENGTH_MAX = 254;
    private static final Pattern EMAIL =
            Pattern.compile(
                    "[^\\p{Cntrl}\\p{Z}@<>()\\[\\]\",:;\\\\]+@[^\\p{Cntrl}\\p{Z}@<>()\",:;\\\\]+");

    public Recipient {
        if (email.length() > EMAIL_LENGTH_MAX || !EMAIL.matcher(email).matches()) {
            // Without the address: this may be logged.
            throw new IllegalArgumentException("Not an address to write to");
        }
    }

    /** Both names with one blank between, however much of them was left empty. */
    public static Recipient of(String firstName, String lastName, String email) {
        return new Recipient((firstName.strip() + " " + lastName.strip()).strip(), email);
    }

    /** Names nobody, so that no log does. */
    @Override
    public String toString() {
        return "Recipient[...]";
    }
}
