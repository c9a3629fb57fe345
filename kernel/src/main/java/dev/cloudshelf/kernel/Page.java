package dev.cloudshelf.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list in keyset order.
 *
 * @param next where the next page begins; empty on the last page
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {

    public static final int LIMIT_DEFAULT = 20;
    public static final int LIMIT_MAX = 100;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page out of rows that were read one beyond the limit: the extra row says that there is
     * more without a second query.
     *
     * @param rows at most {@code limit + 1} rows
     * @param keyOf the keyset position of a row
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> keyOf) {
        if (rows.size() <= limit) {
            return new Page<>(rows, Optional.empty());
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, Optional.of(keyOf.apply(items.getLast())));
    }
}
