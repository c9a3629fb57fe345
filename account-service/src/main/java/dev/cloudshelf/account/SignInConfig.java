package dev.cloudshelf.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How callers are known. */
@ConfigMapping(prefix = "cloudshelf.sign-in")
public interface SignInConfig {

    /**
     * How many proxies stand in front, each of which appends to X-Forwarded-For whom it saw; what
     * is further left in it anybody can make up. 0 believes the connection only.
     */
    @Min(0)
    @Max(10)
    @WithDefault("1")
    int trustedProxies();
}
