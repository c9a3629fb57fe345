package dev.cloudshelf.cart.store.dynamodb;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.NotBlank;

/** Where the sessions are kept. */
@ConfigMapping(prefix = "cloudshelf.sessions")
public interface SessionTableConfig {

    @NotBlank
    String table();
}
