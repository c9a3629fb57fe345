package dev.cloudshelf.kernel.http;

import dev.cloudshelf.kernel.Cursor;
import dev.cloudshelf.kernel.Page;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the paging parameters that every list takes. */
public final class PageLimit {

    private PageLimit() {}

    /**
     * @return the limit asked for, or the default; outside 1..100 is refused with a 400
     */
    public static int of(@Nullable Integer asked) {
        if (asked == null) {
            return Page.LIMIT_DEFAULT;
        }
        if (asked < 1 || asked > Page.LIMIT_MAX) {
            throw Problem.invalid("limit", "must be between 1 and " + Page.LIMIT_MAX);
        }
        return asked;
    }

    /**
     * @return empty on the first page; a damaged cursor is refused with a 400
     */
    public static Optional<Cursor> cursor(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Cursor.decode(text).orElseThrow(PageLimit::badCursor));
    }

    public static Problem badCursor() {
        return Problem.of(
                ProblemType.BAD_CURSOR,
                "Use next_cursor of the previous page with the same filters and sort, unchanged.");
    }
}
