package dev.cloudshelf.order.http;

import dev.cloudshelf.kernel.http.PageLimit;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.order.domain.OrderFilter;
import dev.cloudshelf.order.domain.OrderPosition;
import dev.cloudshelf.order.domain.OrderStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of the lists of orders; a bad one is refused with a 400 that names it. */
final class ListParameters {

    private ListParameters() {}

    static @Nullable OrderStatus status(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        return OrderStatus.of(name)
                .orElseThrow(() ->
                        Problem.invalid(
                                "status",
                                "must be one of pending, confirmed, shipped, delivered,"
                                        + " cancelled"));
    }

    /**
     * @param text a point in time (RFC 3339), or a date, which is its first moment in UTC
     */
    static @Nullable Instant time(String field, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            Instant time =
                    text.length() > "2026-11-20".length()
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            if (!time.isBefore(OrderPosition.EARLIEST) && !time.isAfter(OrderPosition.LATEST)) {
                return time;
            }
        } catch (DateTimeException neither) {
            // As bad as one out of range.
        }
        throw Problem.invalid(
                field,
                "must be a date such as 2026-11-20 or a time such as 2026-11-20T08:30:00Z, from the"
                        + " year 2000 on");
    }

    static OrderPosition after(@Nullable String cursor, OrderFilter filter) {
        return PageLimit.cursor(cursor)
                .map(c -> OrderPosition.of(c, filter).orElseThrow(PageLimit::badCursor))
                .orElseGet(OrderPosition::start);
    }
}
