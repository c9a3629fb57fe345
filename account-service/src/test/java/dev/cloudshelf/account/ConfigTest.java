package dev.cloudshelf.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class ConfigTest {

    @Test
    void accessTokensLiveFiveMinutesAndSignInsThirtyDays() {
        TokensConfig tokens = defaults().getConfigMapping(TokensConfig.class);

        assertThat(tokens.accessSeconds()).isEqualTo(300);
        assertThat(tokens.refreshDays()).isEqualTo(30);
    }

    @Test
    void twoPasswordsAreHashedAtOnce() {
        PasswordsConfig passwords = defaults().getConfigMapping(PasswordsConfig.class);

        assertThat(passwords.concurrentMax()).isEqualTo(2);
        assertThat(passwords.waitMaxMillis()).isEqualTo(2000);
    }

    @Test
    void theSixthBadSignInWithinAMinuteWaits() {
        ThrottleConfig throttle = defaults().getConfigMapping(ThrottleConfig.class);

        assertThat(throttle.accountTries()).isEqualTo(5);
        assertThat(throttle.waitMinSeconds()).isEqualTo(60);
        assertThat(throttle.waitMaxSeconds()).isEqualTo(900);
        assertThat(throttle.accountWindowHours()).isEqualTo(24);
        assertThat(throttle.addressTries()).isEqualTo(100);
        assertThat(throttle.registrationTries()).isEqualTo(100);
        assertThat(throttle.resetTries()).isEqualTo(30);
        assertThat(throttle.resetAccountTries()).isEqualTo(5);
        assertThat(throttle.windowMinutes()).isEqualTo(60);
        assertThat(throttle.homeDays()).isEqualTo(30);
    }

    @Test
    void aTokenForANewPasswordIsGoodForHalfAnHour() {
        PasswordResetsConfig resets = defaults().getConfigMapping(PasswordResetsConfig.class);

        assertThat(resets.tokenMinutes()).isEqualTo(30);
        assertThat(resets.every()).isEqualTo("2s");
        assertThat(resets.linkBase()).isEqualTo("http://127.0.0.1:8080/reset-password#");
        assertThat(resets.leaseMillis()).isEqualTo(30_000);
        assertThat(resets.retryMinMillis()).isEqualTo(1000);
        assertThat(resets.retryMaxMillis()).isEqualTo(300_000);
        assertThat(resets.batchMax()).isEqualTo(20);
    }

    private static SmallRyeConfig defaults() {
        return new SmallRyeConfigBuilder()
                .withMapping(TokensConfig.class)
                .withMapping(PasswordsConfig.class)
                .withMapping(ThrottleConfig.class)
                .withMapping(PasswordResetsConfig.class)
                .build();
    }
}
