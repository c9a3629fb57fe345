package dev.cloudshelf.cart.store.dynamodb;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.NotBlank;

/** The table of quotas. */
@ConfigMapping(prefix = "cloudshelf.quotas")
public interface QuotaTableConfig {

    @NotBlank
    String table();
}
