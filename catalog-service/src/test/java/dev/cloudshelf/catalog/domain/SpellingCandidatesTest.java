package dev.cloudshelf.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingCandidatesTest {

    private static final Set<String> BOOKS =
            Set.of("the", "hunger", "games", "of", "a", "ramp", "tramp", "abroad", "dune", "emma");

    /** Returns the corrected texts for a catalog that has only the words below. */
    private static Set<String> texts(String typed) {
        Spelling spelling = Spelling.of(typed);
        SpellingCandidates texts =
                SpellingCandidates.of(spelling, known(SpellingCandidates.words(spelling)));
        return texts.texts(known(texts.possibleWords()));
    }

    private static Set<String> known(Iterable<String> words) {
        Set<String> known = new HashSet<>();
        words.forEach(known::add);
        known.retainAll(BOOKS);
        return known;
    }

    @ParameterizedTest
    @CsvSource({
        "dnue, dune",
        "hunger gmes, hunger games",
        "thehunger games, the hunger games",
        "thexhunger games, the hunger games",
        "th ehunger games, the hunger games",
        "hun ger games, hunger games",
        "a trampa broad, a tramp abroad",
        "a ramp abroad, a tramp abroad",
    })
    void misspeltWordsBecomeKnownWords(String typed, String meant) {
        assertThat(texts(typed)).contains(meant);
    }

    @Test
    void unrecognizableWordIsLeftOut() {
        assertThat(texts("the hunger qqqqqq")).contains("the hunger");
        assertThat(texts("the hunger of games")).contains("the hunger games", "hunger of games");
    }

    @ParameterizedTest
    @ValueSource(strings = {"qqqqqq", "qqqqqq wwwwww", "the qqqqqq", "of a"})
    void stopWordsAloneFindNothing(String typed) {
        assertThat(texts(typed)).isEmpty();
    }

    @Test
    void candidatesAreFewHoweverLongTheText() {
        String text =
                Arrays.stream("the hunger games of a ramp abroad".split(" ", -1))
                        .map(word -> word + " " + word)
                        .collect(Collectors.joining(" "));

        assertThat(texts(text + " " + text)).hasSizeBetween(1, 40);
    }
}
