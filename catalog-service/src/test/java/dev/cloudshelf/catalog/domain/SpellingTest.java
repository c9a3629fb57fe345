package dev.cloudshelf.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @Test
    void textIsFoldedToBareWords() {
        assertThat(Spelling.of("  L'Étranger,  (#2)!").text()).isEqualTo("letranger 2");
        assertThat(Spelling.of("ПРЕСТУПЛЕНИЕ").text()).isEqualTo("преступление");
        assertThat(Spelling.of("\u0000 ?!").text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dune, dune, 0",
        "dune, dunes, 1",
        "dune, dun, 1",
        "dune, dume, 1",
        "dune, dnue, 1",
        "dune, emma, 4",
    })
    void distanceIsCountedInEdits(String typed, String other, int edits) {
        assertThat(Spelling.of(typed).distanceTo(other)).isEqualTo(edits);
    }

    @Test
    void wordsAreFoundWithinALongerText() {
        assertThat(Spelling.of("hunger gmes").distanceWithin("the hunger games 1")).isEqualTo(1);
        assertThat(Spelling.of("games").distanceWithin("the hunger games 1")).isZero();
        assertThat(Spelling.of("ames").distanceWithin("the hunger games 1")).isEqualTo(1);
    }

    @Test
    void everyVariantIsOneEditAway() {
        Spelling spelling = Spelling.of("dune");

        assertThat(spelling.variants())
                .contains("dnue", "dun", "dunes", "dume", "d une")
                .doesNotContain("dune")
                .allSatisfy(variant -> assertThat(spelling.distanceTo(variant)).isEqualTo(1));
    }

    @Test
    void shortTextsForgiveNothing() {
        assertThat(Spelling.of("it").editsMax()).isZero();
        assertThat(Spelling.of("dune").editsMax()).isEqualTo(1);
        assertThat(Spelling.of("the hunger games").editsMax()).isEqualTo(2);
    }
}
