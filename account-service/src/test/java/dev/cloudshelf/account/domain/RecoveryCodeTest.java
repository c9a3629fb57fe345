package dev.cloudshelf.account.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.kernel.Ids;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryCodeTest {

    private final Ids ids = new Ids(Clock.systemUTC());

    @Test
    void tenCodesAreAllDifferent() {
        List<RecoveryCode> codes = RecoveryCode.make(ids);

        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        assertThat(RecoveryCode.digests(codes)).hasSize(10);
    }

    @Test
    void codeIsReadHoweverItIsTyped() {
        RecoveryCode code = new RecoveryCode("01ab23cd45ef");

        assertThat(code.grouped()).isEqualTo("01ab-23cd-45ef");
        for (String typed :
                List.of("01ab-23cd-45ef", " 01AB 23CD 45EF ", "OIab23cd45ef", "olab23cd45ef")) {
            assertThat(RecoveryCode.parse(typed)).contains(code);
        }
        for (String typed :
                List.of("", "123456", "01ab-23cd-45e", "01ab-23cd-45efg", "u1ab23cd45ef")) {
            assertThat(RecoveryCode.parse(typed)).isEmpty();
        }
    }

    @Test
    void codeIsNotInItsDigestOrText() {
        RecoveryCode code = RecoveryCode.make(ids).getFirst();

        assertThat(code.digest()).hasSize(64).doesNotContain(code.text());
        assertThat(code.toString()).doesNotContain(code.text());
    }
}
