package dev.cloudshelf.cart.store.dynamodb;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.NotBlank;

/** Where turns of quotas are counted. */
@ConfigMapping(prefix = "cloudshelf.quotas")
public interface QuotaTableConfig {

    @NotBlank
    String table();
}
