package dev.cloudshelf.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class ConfigTest {

    @Test
    void accessTokensLiveFifteenMinutesAndSignInsThirtyDays() {
        TokensConfig tokens = defaults().getConfigMapping(TokensConfig.class);

        assertThat(tokens.accessSeconds()).isEqualTo(900);
        assertThat(tokens.refreshDays()).isEqualTo(30);
    }

    @Test
    void twoPasswordsAreHashedAtOnce() {
        PasswordsConfig passwords = defaults().getConfigMapping(PasswordsConfig.class);

        assertThat(passwords.concurrentMax()).isEqualTo(2);
        assertThat(passwords.waitMaxMillis()).isEqualTo(2000);
    }

    private static SmallRyeConfig defaults() {
        return new SmallRyeConfigBuilder()
                .withMapping(TokensConfig.class)
                .withMapping(PasswordsConfig.class)
                .build();
    }
}
