package dev.cloudshelf.account.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cloudshelf.account.domain.OneTimeCodes.NewSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpCodesTest {

    private static final byte[] KEY = new byte[SecretEncryption.KEY_BYTES];

    /** RFC 6238, appendix B. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private final TotpCodes codes = new TotpCodes(KEY);
    private final UUID account = UUID.randomUUID();

    /** The last six of the eight digits that the table has. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfTheStandard(long seconds, String code) {
        assertThat(codes.stepOf(SECRET, code, Instant.ofEpochSecond(seconds)))
                .hasValue(seconds / 30);
    }

    @ParameterizedTest
    @CsvSource({"-31, false", "-30, true", "0, true", "29, true", "30, true", "60, false"})
    void codeIsGoodForOneStepBeforeAndAfter(int laterSeconds, boolean good) {
        Instant at = Instant.ofEpochSecond(1_234_567_890L + laterSeconds);

        assertThat(codes.stepOf(SECRET, "005924", at).isPresent()).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"000000", "5924", "0059240", "abcdef", "''"})
    void otherTextsAreNoCodes(String text) {
        assertThat(codes.stepOf(SECRET, text, Instant.ofEpochSecond(1_234_567_890L))).isEmpty();
    }

    @Test
    void newSecretHas160BitsAndOpensForItsAccountOnly() {
        NewSecret secret = codes.newSecret(account);
        byte[] plain = new Base32().decode(secret.base32());
        Instant now = Instant.ofEpochSecond(1_800_000_000L);

        assertThat(plain).hasSize(20);
        assertThat(
                        new String(
                                Base64.getDecoder().decode(secret.encrypted()),
                                StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(plain, StandardCharsets.ISO_8859_1));
        assertThat(codes.stepOf(account, secret.encrypted(), "no code", now)).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> codes.stepOf(UUID.randomUUID(), secret.encrypted(), "1", now));
        assertThat(codes.newSecret(account).encrypted()).isNotEqualTo(secret.encrypted());
    }

    @Test
    void changedSecretOpensForNobody() {
        byte[] bytes = Base64.getDecoder().decode(codes.newSecret(account).encrypted());
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            String text = Base64.getEncoder().encodeToString(changed);
            assertThatIllegalStateException()
                    .as("byte %d", i)
                    .isThrownBy(() -> codes.stepOf(account, text, "1", Instant.EPOCH));
        }
        String shortened = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, 10));
        assertThatIllegalStateException()
                .isThrownBy(() -> codes.stepOf(account, shortened, "1", Instant.EPOCH));
    }

    @Test
    void anotherKeyOpensNothing() {
        byte[] other = new byte[SecretEncryption.KEY_BYTES];
        other[0] = 1;
        String encrypted = codes.newSecret(account).encrypted();

        assertThatIllegalStateException()
                .isThrownBy(
                        () -> new TotpCodes(other).stepOf(account, encrypted, "1", Instant.EPOCH));
        assertThatIllegalArgumentException().isThrownBy(() -> new TotpCodes(new byte[16]));
    }
}
