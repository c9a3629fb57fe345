package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.catalog.store.dynamodb.PositionReader.IndexPosition;
import dev.cloudshelf.kernel.dynamodb.Attributes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What somebody looks for, folded: words, each of which may be only begun.
 *
 * @param words no two the same; none where the text has no letter and no digit
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

    /** Few books have a long word. */
    String longest() {
        return words.stream().max(Comparator.comparingInt(String::length)).orElseThrow();
    }

    /** Whether each of the words begins a word of a folded text. */
    boolean isIn(String other) {
        String spaced = " " + other;
        return words.stream().allMatch(word -> spaced.contains(" " + word));
    }

    /** Of a book's places with a word that begins so, only one. */
    boolean isFirstMatch(IndexPosition position) {
        String longest = BookWords.word(longest());
        return BookWords.words(Attributes.text(position.item(), BookWords.TEXT)).stream()
                .filter(word -> word.startsWith(longest))
                .min(Comparator.naturalOrder())
                .filter(BookWords.wordOf(position.at())::equals)
                .isPresent();
    }

    /** Whether the title of the place's book begins with the whole text. */
    boolean beginsTitle(IndexPosition position) {
        return Attributes.text(position.item(), BookWords.TEXT)
                .startsWith(" " + BookWords.titleBegin(folded));
    }
}
