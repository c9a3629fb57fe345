package dev.cloudshelf.account.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {

    @Test
    void caseAndSurroundingBlanksMakeNoDifference() {
        assertThat(Email.parse("  Ada.Lovelace@Example.ORG\n"))
                .contains(new Email("ada.lovelace@example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.co",
                "first.last+tag@sub.domain.example",
                "o'brien@example.org",
                "x@xn--bcher-kva.example"
            })
    void ordinaryAddressesAreTaken(String address) {
        assertThat(Email.parse(address)).contains(new Email(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ada",
                "ada@",
                "@example.org",
                "ada@example",
                "ada@@example.org",
                "ada@example..org",
                "ada@-example.org",
                "ada@example-.org",
                "ada@exam ple.org",
                "ada lovelace@example.org",
                "ada@example.org, eve@example.org",
                "ada\u0000@example.org",
                "ada@example.org\r\nBcc: eve@example.org",
                // The Kelvin sign, whose lower case is an ordinary k.
                "ada@\u212Aelvin.example"
            })
    void otherTextIsNot(String text) {
        assertThat(Email.parse(text)).isEmpty();
    }

    @Test
    void theHundredAndTwentySevenLabelsOfTheLongestDomainAreNoTrouble() {
        String longest = "a@" + "b.".repeat(125) + "cc";

        assertThat(longest).hasSize(Email.LENGTH_MAX);
        assertThat(Email.parse(longest)).isPresent();
        assertThat(Email.parse("a" + longest)).isEmpty();
        assertThat(Email.parse("a@" + "b.".repeat(30_000) + "cc")).isEmpty();
    }

    @Test
    void onlyTheCanonicalFormIsAnEmail() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Email("Ada@example.org"))
                .withMessageNotContaining("example");
    }

    @Test
    void anAddressIsNotPrinted() {
        assertThat(new Email("ada@example.org").toString()).doesNotContain("ada", "example");
    }
}
