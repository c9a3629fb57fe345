package dev.cloudshelf.kernel.lambda;

import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What this function signs in with at PostgreSQL on RDS or its proxy, in place of a password: a
 * signed address (IAM database authentication), made anew for each connection. {@code
 * quarkus.datasource.credentials-provider=rds-iam} asks for it.
 */
@Unremovable
@Named(RdsToken.NAME)
@Singleton
final class RdsToken implements CredentialsProvider {

    static final String NAME = "rds-iam";

    /** The longest that RDS takes. A connection outlives it. */
    private static final Duration LIFE = Duration.ofMinutes(15);

    private static final String DRIVER = "vertx-reactive:";

    private final Signer signer;
    private final String database;
    private final String user;

    /**
     * @param database as Quarkus is told of it: {@code vertx-reactive:postgresql://host:port/name}
     */
    @Inject
    RdsToken(
            Signer signer,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") Optional<String> database,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user) {
        this.signer = signer;
        this.database = database.orElse("");
        this.user = user.orElse("");
    }

    @Override
    public Map<String, String> getCredentials(String name) {
        if (!NAME.equals(name)) {
            throw new IllegalArgumentException("There are no credentials named " + name);
        }
        return Map.of(USER_PROPERTY_NAME, user, PASSWORD_PROPERTY_NAME, token());
    }

    private String token() {
        URI server = URI.create(database.substring(DRIVER.length()));
        URI signIn =
                URI.create(
                        "https://%s:%d/?Action=connect&DBUser=%s"
                                .formatted(server.getHost(), server.getPort(), user));
        String signed = signer.presigned("rds-db", signIn, LIFE).toString();
        return signed.substring("https://".length());
    }
}
