package dev.cloudshelf.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** How somebody proves that an email address is theirs. */
@ConfigMapping(prefix = "cloudshelf.email-verification")
public interface EmailVerificationConfig extends MailQueueConfig {

    /** How often requests are looked for, such as 2s; off never. */
    @NotBlank
    @WithDefault("2s")
    String every();

    /**
     * The token is appended. It belongs behind a number sign, as what stands there reaches no
     * server and so no log.
     */
    @NotBlank
    @WithDefault("http://127.0.0.1:8080/verify-email#")
    String linkBase();

    /** How long a token is good for, and how long a request for an email is tried. */
    @Min(1)
    @Max(168)
    @WithDefault("24")
    int tokenHours();
}
