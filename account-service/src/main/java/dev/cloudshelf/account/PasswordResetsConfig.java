package dev.cloudshelf.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** How somebody gets a new password who has forgotten theirs. */
@ConfigMapping(prefix = "cloudshelf.password-resets")
public interface PasswordResetsConfig extends MailQueueConfig {

    /** How often requests are looked for, such as 2s; off never. */
    @NotBlank
    @WithDefault("2s")
    String every();

    /**
     * The token is appended. It belongs behind a number sign, as what stands there reaches no
     * server and so no log.
     */
    @NotBlank
    @WithDefault("http://127.0.0.1:8080/reset-password#")
    String linkBase();

    /** How long a token is good for, and a request is worth a letter. */
    @Min(1)
    @Max(60)
    @WithDefault("30")
    int tokenMinutes();
}
