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
 * The pool that Quarkus would make, whose connections keep the catalogue's long statements prepared
 * as well. The client keeps those up to 2,048 characters, for which there is no property, and has
 * PostgreSQL read and plan all others each time: 2 ms of a search.
 */
@Singleton
@IfBuildProperty(name = "cloudshelf.store", stringValue = "postgres")
final class PostgresPool implements PgPoolCreator {

    private static final int STATEMENT_LENGTH_MAX = 16_384;

    private final Optional<String> credentials;
    private final Supplier<CredentialsProvider> provider;

    /**
     * @param credentials what a provider is asked for instead of a configured password
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

    /** A password that is made anew for each connection may not outlive one. */
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
