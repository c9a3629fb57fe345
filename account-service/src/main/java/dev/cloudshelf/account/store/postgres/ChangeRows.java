package dev.cloudshelf.account.store.postgres;

import static dev.cloudshelf.account.store.postgres.Statements.utc;

import dev.cloudshelf.account.domain.AdminChange;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes rows of {@code account_changes} in the statement that changes the account. */
final class ChangeRows {

    private ChangeRows() {}

    /**
     * Returns a part of a WITH that adds rows, where the part {@code changed} has id and version of
     * the account.
     *
     * @param first the number of the first of its five parameters
     */
    static String inserted(int first) {
        return """
        audited AS (
            INSERT INTO account_changes (
                user_id, version, field, before_value, after_value, changed_by, changed_at)
            SELECT changed.id, changed.version, entry.*
            FROM changed, unnest(
                $%d::text[], $%d::text[], $%d::text[], $%d::text[], $%d::timestamptz[]) AS entry
        )
        """
                .formatted(first, first + 1, first + 2, first + 3, first + 4);
    }

    /** Adds the five parameters. */
    static Tuple added(Tuple parameters, List<AdminChange> changes) {
        return parameters
                .addArrayOfString(texts(changes, AdminChange::field))
                .addArrayOfString(texts(changes, AdminChange::before))
                .addArrayOfString(texts(changes, AdminChange::after))
                .addArrayOfString(texts(changes, AdminChange::by))
                .addArrayOfOffsetDateTime(
                        changes.stream()
                                .map(change -> utc(change.at()))
                                .toArray(OffsetDateTime[]::new));
    }

    private static String[] texts(
            List<AdminChange> changes, Function<AdminChange, @Nullable String> column) {
        return changes.stream().map(column).toArray(String[]::new);
    }
}
