package dev.cloudshelf.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What a sign-in is good for. */
@ConfigMapping(prefix = "cloudshelf.sign-in")
public interface SignInConfig {

    /** How long after the password was checked what cannot be undone may be done, in seconds. */
    @Min(10)
    @Max(86_400)
    @WithDefault("600")
    int recentSeconds();
}
