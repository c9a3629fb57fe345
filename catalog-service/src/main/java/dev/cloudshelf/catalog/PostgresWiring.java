package dev.cloudshelf.catalog;

import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.store.postgres.PostgresBookStore;
import dev.cloudshelf.catalog.store.postgres.PostgresReservationStore;
import dev.cloudshelf.kernel.Ids;
import io.quarkus.arc.properties.IfBuildProperty;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires the PostgreSQL store, in builds for PostgreSQL. */
@ApplicationScoped
@IfBuildProperty(name = "cloudshelf.store", stringValue = "postgres")
public class PostgresWiring {

    @Produces
    @Singleton
    BookStore books(Pool pool, Ids ids) {
        return new PostgresBookStore(pool, ids);
    }

    @Produces
    @Singleton
    ReservationStore reservations(Pool pool) {
        return new PostgresReservationStore(pool);
    }
}
