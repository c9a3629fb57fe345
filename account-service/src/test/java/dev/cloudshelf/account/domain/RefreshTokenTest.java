package dev.cloudshelf.account.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.kernel.Ids;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class RefreshTokenTest {

    private final Ids ids = new Ids(Clock.systemUTC());

    @Test
    void itsTextIsReadBack() {
        RefreshToken token = RefreshToken.first(ids);

        assertThat(RefreshToken.parse(token.text())).contains(token);
    }

    @Test
    void aSuccessorSharesTheFamilyAndNothingElse() {
        RefreshToken first = RefreshToken.first(ids);
        String nonce = ids.nextToken();
        RefreshToken next = first.next(nonce);

        assertThat(first.next(nonce)).isEqualTo(next);
        assertThat(first.next(ids.nextToken())).isNotEqualTo(next);
        assertThat(RefreshToken.parse(next.text())).contains(next);
        assertThat(next.family()).isEqualTo(first.family());
        assertThat(next.secret()).isNotEqualTo(first.secret());
        assertThat(RefreshToken.first(ids).family()).isNotEqualTo(first.family());
    }

    @Test
    void otherTextIsNoToken() {
        String text = RefreshToken.first(ids).text();

        assertThat(RefreshToken.parse("")).isEmpty();
        assertThat(RefreshToken.parse("nonsense")).isEmpty();
        assertThat(RefreshToken.parse(text + "A")).isEmpty();
        assertThat(RefreshToken.parse(text.replace('.', ' '))).isEmpty();
        assertThat(RefreshToken.parse(text + "\n")).isEmpty();
    }

    @Test
    void itsDigestIsTheSha256OfEachHalf() {
        RefreshToken token = new RefreshToken("abc", "abc");

        assertThat(token.digest())
                .isEqualTo(
                        new RefreshToken.Digest(
                                "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0",
                                "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"));
    }

    @Test
    void aTokenIsNotPrinted() {
        RefreshToken token = RefreshToken.first(ids);

        assertThat(token.toString()).doesNotContain(token.family(), token.secret());
        assertThat(new AccessToken("eyJhbGciOi", 900).toString()).doesNotContain("eyJ");
    }
}
