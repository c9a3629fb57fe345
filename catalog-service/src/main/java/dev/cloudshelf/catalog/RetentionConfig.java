package dev.cloudshelf.catalog;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** The retention of finished data. */
@ConfigMapping(prefix = "cloudshelf.retention")
public interface RetentionConfig {

    /** The interval between two runs, as a schedule expression; {@code off} for never. */
    String every();

    /**
     * The days for which released and restocked reservations are kept. A request that arrives later
     * is treated as the first one of its order, so this must be longer than any request can be
     * delayed or repeated.
     */
    @Min(1)
    @Max(3650)
    int reservationsDays();

    /** The retention of reservations as a duration. */
    default Duration reservations() {
        return Duration.ofDays(reservationsDays());
    }
}
