package dev.cloudshelf.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is asked of administrators. */
@ConfigMapping(prefix = "cloudshelf.admin")
public interface AdminConfig {

    /** Whether a second factor is needed. */
    enum Requirement {
        OPTIONAL,
        /** Without one the token of an administrator has the rights of a customer. */
        REQUIRED
    }

    @WithDefault("optional")
    Requirement secondFactor();
}
