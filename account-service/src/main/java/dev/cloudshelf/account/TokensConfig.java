package dev.cloudshelf.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How long tokens are good for. */
@ConfigMapping(prefix = "cloudshelf.tokens")
public interface TokensConfig {

    /**
     * Where nobody is asked about it, an access token cannot be taken back: so it lives shortly.
     */
    @Min(60)
    @Max(3600)
    @WithDefault("300")
    int accessSeconds();

    /** Counted from each use: somebody who comes back within this time stays signed in. */
    @Min(1)
    @Max(365)
    @WithDefault("30")
    int refreshDays();

    /** Counted from the sign-in, however often it is refreshed; then the password is asked for. */
    @Min(1)
    @Max(3650)
    @WithDefault("90")
    int signInDaysMax();

    /** How long a token that was just used is answered with the same successor. */
    @Min(0)
    @Max(60)
    @WithDefault("10")
    int refreshGraceSeconds();
}
