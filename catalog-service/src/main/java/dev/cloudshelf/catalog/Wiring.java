package dev.cloudshelf.catalog;

import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.store.postgres.PostgresBookStore;
import dev.cloudshelf.catalog.store.postgres.PostgresReservationStore;
import dev.cloudshelf.kernel.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the service together; the only place that knows everything. */
@ApplicationScoped
public class Wiring {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Ids ids(Clock clock) {
        return new Ids(clock);
    }

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
