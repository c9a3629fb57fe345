package dev.cloudshelf.catalog.domain;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A folded text and its distance from others, for finding typos. One edit is a character inserted,
 * deleted or replaced, or two adjacent characters swapped (optimal string alignment).
 *
 * @param text folded: lower-case words separated by single blanks
 */
public record Spelling(String text) {

    /** Longer texts have too many variants to look them up one by one. */
    public static final int VARIANTS_LENGTH_MAX = 8;

    /** A typo in a shorter text usually makes another valid word. */
    private static final int LENGTH_MIN = 3;

    private static final int ONE_EDIT_LENGTH_MAX = 12;
    private static final int TWO_EDITS_LENGTH_MAX = 24;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789 ";
    private static final Pattern APOSTROPHES = Pattern.compile("['’ʼ]");
    private static final Pattern COMBINING_MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NON_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    /**
     * Folds the text as the store folds titles and names, except for letters that only the store's
     * dictionary replaces.
     */
    public static Spelling of(String typed) {
        String plain = APOSTROPHES.matcher(typed).replaceAll("");
        String bare =
                COMBINING_MARKS
                        .matcher(Normalizer.normalize(plain, Normalizer.Form.NFD))
                        .replaceAll("");
        return new Spelling(
                NON_WORD.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll(" ").strip());
    }

    /** The number of edits that are tolerated; 0 if the text is too short. */
    public int editsMax() {
        if (text.length() < LENGTH_MIN) {
            return 0;
        }
        if (text.length() <= ONE_EDIT_LENGTH_MAX) {
            return 1;
        }
        return text.length() <= TWO_EDITS_LENGTH_MAX ? 2 : 3;
    }

    /** Returns the number of edits between this text and the whole of another. */
    public int distanceTo(String other) {
        if (Math.abs(other.length() - text.length()) > editsMax()) {
            // Not computed: it exceeds the limit in any case.
            return editsMax() + 1;
        }
        return distance(text, other, false);
    }

    /** Returns the number of edits between this text and the closest words of another. */
    public int distanceWithin(String other) {
        return distance(" " + text + " ", " " + other + " ", true);
    }

    /** Returns all texts that are one edit away: some hundreds for a short text. */
    public Set<String> variants() {
        Set<String> variants = new LinkedHashSet<>();
        for (int i = 0; i <= text.length(); i++) {
            String before = text.substring(0, i);
            String after = text.substring(i);
            for (int l = 0; l < LETTERS.length(); l++) {
                variants.add(before + LETTERS.charAt(l) + after);
                if (!after.isEmpty()) {
                    variants.add(before + LETTERS.charAt(l) + after.substring(1));
                }
            }
            if (!after.isEmpty()) {
                variants.add(before + after.substring(1));
            }
            if (after.length() > 1) {
                variants.add(before + after.charAt(1) + after.charAt(0) + after.substring(2));
            }
        }
        variants.remove(text);
        return variants;
    }

    /**
     * @param anywhere whether the pattern may match any part of the text at no cost
     */
    private static int distance(String pattern, String text, boolean anywhere) {
        int[][] edits = new int[pattern.length() + 1][text.length() + 1];
        for (int j = 0; j <= text.length(); j++) {
            edits[0][j] = anywhere ? 0 : j;
        }
        for (int i = 1; i <= pattern.length(); i++) {
            edits[i][0] = i;
            for (int j = 1; j <= text.length(); j++) {
                boolean same = pattern.charAt(i - 1) == text.charAt(j - 1);
                int least = edits[i - 1][j - 1] + (same ? 0 : 1);
                least = Math.min(least, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && pattern.charAt(i - 1) == text.charAt(j - 2)
                        && pattern.charAt(i - 2) == text.charAt(j - 1)) {
                    least = Math.min(least, edits[i - 2][j - 2] + 1);
                }
                edits[i][j] = least;
            }
        }
        int[] last = edits[pattern.length()];
        int least = last[text.length()];
        if (anywhere) {
            for (int end : last) {
                least = Math.min(least, end);
            }
        }
        return least;
    }
}
