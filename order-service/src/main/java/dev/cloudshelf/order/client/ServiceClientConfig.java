package dev.cloudshelf.order.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How this service signs in. */
@ConfigMapping(prefix = "cloudshelf.service-client")
public interface ServiceClientConfig {

    @WithDefault("order-service")
    String id();

    /**
     * Where it does, by RFC 6749: {@code POST /tokens} of account-service, or a pool's endpoint.
     */
    String tokenUrl();

    /** No default in production: a secret that everybody knows is none. */
    Optional<String> secret();

    default String requiredSecret() {
        return secret().filter(secret -> !secret.isBlank())
                .orElseThrow(() ->
                        new IllegalStateException(
                                "Set CLOUDSHELF_SERVICE_CLIENT_SECRET: with it"
                                        + " order-service signs in at account-service as '"
                                        + id()
                                        + "'"));
    }
}
