package dev.cloudshelf.kernel.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How account-service is asked about a sign-in. */
@ConfigMapping(prefix = "cloudshelf.access-check")
public interface AccessCheckConfig {

    /** False where no account-service runs: in dev mode and in tests of one service. */
    @WithDefault("true")
    boolean enabled();

    /** How long an answer may take, a second try included. */
    @Min(10)
    @Max(10_000)
    @WithDefault("1000")
    int deadlineMillis();
}
