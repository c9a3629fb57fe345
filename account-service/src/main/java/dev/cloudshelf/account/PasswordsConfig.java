package dev.cloudshelf.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How much of the machine password hashing may take. */
@ConfigMapping(prefix = "cloudshelf.passwords")
public interface PasswordsConfig {

    /** Each takes 19 MiB and one processor. */
    @Min(1)
    @Max(64)
    @WithDefault("2")
    int concurrentMax();

    @Min(0)
    @Max(10_000)
    @WithDefault("2000")
    int waitMaxMillis();
}
