package dev.cloudshelf.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** How long what has expired is kept. */
@ConfigMapping(prefix = "cloudshelf.retention")
public interface RetentionConfig {

    /** How often expired records are removed, such as 1h; off never. */
    @NotBlank
    @WithDefault("1h")
    String every();

    @Min(0)
    @Max(3650)
    @WithDefault("30")
    int signInDays();

    @Min(0)
    @Max(3650)
    @WithDefault("1")
    int attemptDays();

    /** Of new passwords and of verifications. */
    @Min(0)
    @Max(3650)
    @WithDefault("1")
    int tokenDays();
}
