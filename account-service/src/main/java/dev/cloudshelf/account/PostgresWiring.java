package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.store.postgres.PostgresAccountStore;
import io.quarkus.arc.properties.IfBuildProperty;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Part of the service when it is built for PostgreSQL. */
@ApplicationScoped
@IfBuildProperty(name = "cloudshelf.store", stringValue = "postgres")
public class PostgresWiring {

    @Produces
    @Singleton
    AccountStore accounts(Pool pool) {
        return new PostgresAccountStore(pool);
    }
}
