package dev.cloudshelf.devstores;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Which stores a service wants while it is developed and tested. */
@ConfigMapping(prefix = "cloudshelf.dev-stores")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface DevStoresConfig {

    /** The PostgreSQL schema, migrated from {@code src/main/resources/db/migration}. */
    Optional<String> postgresSchema();

    /**
     * Whether DynamoDB Local is wanted, with the tables of {@code src/main/resources/db/dynamodb}.
     */
    @WithDefault("false")
    boolean dynamodb();
}
