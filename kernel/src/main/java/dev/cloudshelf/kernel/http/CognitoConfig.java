package dev.cloudshelf.kernel.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** The Amazon Cognito user pool whose tokens are good where {@code cloudshelf.identity=cognito}. */
@ConfigMapping(prefix = "cloudshelf.cognito")
public interface CognitoConfig {

    /** Such as {@code https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc123}. */
    Optional<String> issuer();

    /** The pool's app clients whose tokens are taken. */
    Optional<Set<String>> clientIds();

    /** What the pool grants the services' own app clients, and nobody else. */
    @WithDefault("cloudshelf/service")
    String serviceScope();
}
