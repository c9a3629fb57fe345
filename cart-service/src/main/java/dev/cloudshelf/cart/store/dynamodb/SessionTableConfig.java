package dev.cloudshelf.cart.store.dynamodb;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.NotBlank;

/** The table of sessions. */
@ConfigMapping(prefix = "cloudshelf.sessions")
public interface SessionTableConfig {

    @NotBlank
    String table();
}
