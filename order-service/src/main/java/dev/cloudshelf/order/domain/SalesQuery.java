package dev.cloudshelf.order.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which sales a report is about.
 *
 * @param from the first day
 * @param to the last day, itself included
 * @param zone whose calendar the days are of
 * @param rowsMax how many rows of the best sold, where rows are not days or months; 1 to {@link
 *     #ROWS_MAX}
 */
public record SalesQuery(LocalDate from, LocalDate to, By by, ZoneId zone, int rowsMax) {

    /** Ten years of days make a long report, but one that fits in memory. */
    public static final int DAYS_MAX = 3660;

    public static final int ROWS_MAX = 1000;

    /** What a row of a report stands for. */
    public enum By {
        DAY,
        MONTH,
        CATEGORY,
        BOOK;

        /** The name on the wire. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether each one has its row, also without a sale, in the calendar's order. */
        public boolean isTime() {
            return this == DAY || this == MONTH;
        }

        public static Optional<By> of(String wireName) {
            return Arrays.stream(values()).filter(by -> by.wireName().equals(wireName)).findAny();
        }
    }

    /**
     * A zone with a name of the IANA database. Bare offsets are not taken: they know no summer
     * time, and PostgreSQL counts them the other way round.
     */
    public static Optional<ZoneId> zone(String name) {
        try {
            return ZoneId.getAvailableZoneIds().contains(name)
                    ? Optional.of(ZoneId.of(name))
                    : Optional.empty();
        } catch (DateTimeException notAZone) {
            return Optional.empty();
        }
    }

    /** The number of days; not positive when the last lies before the first. */
    public long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** The first moment of the first day. */
    public Instant begin() {
        return from.atStartOfDay(zone).toInstant();
    }

    /** The first moment after the last day. */
    public Instant end() {
        return to.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
