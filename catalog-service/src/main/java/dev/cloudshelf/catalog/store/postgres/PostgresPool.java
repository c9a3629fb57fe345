package dev.cloudshelf.catalog.store.postgres;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Creates the connection pool like Quarkus, but keeps the catalog's long statements prepared as
 * well. The client's default limit is 2,048 characters, for which there is no property; longer
 * statements would be parsed and planned each time, 2 ms of a search.
 */
@Singleton
@IfBuildProperty(name = "cloudshelf.store", stringValue = "postgres")
final class PostgresPool implements PgPoolCreator {

    private static final int STATEMENT_LENGTH_MAX = 16_384;

    private final Optional<String> credentials;
    private final Supplier<CredentialsProvider> provider;

    /**
     * @param credentials the name to request from a provider instead of a configured password
     */
    @Inject
    PostgresPool(
            @ConfigProperty(name = "quarkus.datasource.credentials-provider")
                    Optional<String> credentials,
            Instance<CredentialsProvider> providers) {
        this(credentials, providers::get);
    }

    PostgresPool(Optional<String> credentials, Supplier<CredentialsProvider> provider) {
        this.credentials = credentials;
        this.provider = provider;
    }

    @Override
    public Pool create(Input input) {
        List<PgConnectOptions> databases = input.pgConnectOptionsList();
        for (PgConnectOptions database : databases) {
            database.setPreparedStatementCacheSqlLimit(STATEMENT_LENGTH_MAX);
        }
        var builder = PgBuilder.pool().with(input.poolOptions()).using(input.vertx());
        return credentials
                .map(name ->
                        builder.connectingTo(() -> withCredentials(databases.getFirst(), name)))
                .orElseGet(() -> builder.connectingTo(List.copyOf(databases)))
                .build();
    }

    /** Requests credentials for each connection, because a generated password may expire soon. */
    private Future<SqlConnectOptions> withCredentials(PgConnectOptions database, String name) {
        Uni<SqlConnectOptions> signed =
                provider.get()
                        .getCredentialsAsync(name)
                        .map(given ->
                                new PgConnectOptions(database)
                                        .setUser(given.get(CredentialsProvider.USER_PROPERTY_NAME))
                                        .setPassword(
                                                given.get(
                                                        CredentialsProvider
                                                                .PASSWORD_PROPERTY_NAME)));
        return UniHelper.toFuture(signed);
    }
}
