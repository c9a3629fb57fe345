package dev.cloudshelf.kernel;

import java.util.Optional;

/**
 * An International Standard Book Number in its 13-digit form (ISO 2108).
 *
 * @param digits 13 digits with a valid check digit, prefix 978 or 979, no hyphens
 */
public record Isbn13(String digits) {

    private static final int LENGTH = 13;
    private static final int ISBN10_LENGTH = 10;

    public Isbn13 {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("Not an ISBN-13: " + digits);
        }
    }

    /**
     * Reads an ISBN-10 or ISBN-13, hyphens and blanks allowed.
     *
     * @return empty when the text is neither, or its check digit is wrong. A number that went
     *     through a spreadsheet, such as {@code 9.78043902348e+12}, has lost digits and is never an
     *     ISBN.
     */
    public static Optional<Isbn13> parse(String text) {
        String compact = text.replace("-", "").replace(" ", "");
        if (compact.length() == ISBN10_LENGTH && hasIsbn10CheckDigit(compact)) {
            String body = "978" + compact.substring(0, ISBN10_LENGTH - 1);
            return Optional.of(new Isbn13(body + checkDigit(body)));
        }
        return isValid(compact) ? Optional.of(new Isbn13(compact)) : Optional.empty();
    }

    private static boolean isValid(String digits) {
        return digits.length() == LENGTH
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && (digits.startsWith("978") || digits.startsWith("979"))
                && digits.charAt(LENGTH - 1) == checkDigit(digits);
    }

    private static char checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    private static boolean hasIsbn10CheckDigit(String text) {
        int sum = 0;
        for (int i = 0; i < ISBN10_LENGTH; i++) {
            char c = text.charAt(i);
            boolean ten = i == ISBN10_LENGTH - 1 && (c == 'X' || c == 'x');
            if (!ten && (c < '0' || c > '9')) {
                return false;
            }
            sum += (ten ? 10 : c - '0') * (ISBN10_LENGTH - i);
        }
        return sum % 11 == 0;
    }

    @Override
    public String toString() {
        return digits;
    }
}
