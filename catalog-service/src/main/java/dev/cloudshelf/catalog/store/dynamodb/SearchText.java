package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.catalog.store.dynamodb.PositionReader.IndexPosition;
import dev.cloudshelf.kernel.dynamodb.Attributes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A folded search text. Each of its words may be just the beginning of a word.
 *
 * @param words without repeats; empty if the text has neither letters nor digits
 */
record SearchText(String folded, List<String> words) {

    static SearchText of(String typed) {
        String folded = BookWords.folded(typed);
        return new SearchText(
                folded,
                Arrays.stream(folded.split(" ", -1))
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList());
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** Returns the longest word, because the fewest books have it. */
    String longest() {
        return words.stream().max(Comparator.comparingInt(String::length)).orElseThrow();
    }

    /** Returns whether each of the words begins a word of a folded text. */
    boolean isIn(String other) {
        String spaced = " " + other;
        return words.stream().allMatch(word -> spaced.contains(" " + word));
    }

    /**
     * Returns whether this is the first of a book's matching positions, so that each book is listed
     * once.
     */
    boolean isFirstMatch(IndexPosition position) {
        String longest = BookWords.word(longest());
        return BookWords.words(Attributes.text(position.item(), BookWords.TEXT)).stream()
                .filter(word -> word.startsWith(longest))
                .min(Comparator.naturalOrder())
                .filter(BookWords.wordOf(position.at())::equals)
                .isPresent();
    }

    /** Returns whether the book's title begins with the whole text. */
    boolean beginsTitle(IndexPosition position) {
        return Attributes.text(position.item(), BookWords.TEXT)
                .startsWith(" " + BookWords.titleBegin(folded));
    }
}
