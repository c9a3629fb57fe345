package dev.cloudshelf.order.store.postgres;

import static dev.cloudshelf.order.store.postgres.Answers.inTime;

import dev.cloudshelf.order.domain.EffectKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Runs statements, each a transaction of its own, and reads what they answer. */
final class Statements {

    private final Pool pool;

    Statements(Pool pool) {
        this.pool = pool;
    }

    Uni<RowSet<Row>> rows(String sql, Tuple values) {
        return inTime(pool.preparedQuery(sql).execute(values));
    }

    /** Whether it changed anything. */
    Uni<Boolean> changed(String sql, Tuple values) {
        return rows(sql, values).map(result -> result.rowCount() > 0);
    }

    static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).findFirst();
    }

    static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }

    static String[] names(Collection<EffectKind> kinds) {
        return kinds.stream().map(EffectKind::storedName).toArray(String[]::new);
    }
}
