package dev.cloudshelf.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How long tokens are good for. */
@ConfigMapping(prefix = "cloudshelf.tokens")
public interface TokensConfig {

    /** An access token cannot be taken back, so it lives for an hour at most. */
    @Min(60)
    @Max(3600)
    @WithDefault("900")
    int accessSeconds();

    /** Counted from each use: somebody who comes back within this time stays signed in. */
    @Min(1)
    @Max(365)
    @WithDefault("30")
    int refreshDays();
}
