package dev.cloudshelf.catalog;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How long is kept what is of no use later. */
@ConfigMapping(prefix = "cloudshelf.retention")
public interface RetentionConfig {

    /** How often the store is looked through, as a schedule has it; {@code off} for never. */
    String every();

    /**
     * Reservations that were released or restocked, from then on. A request for one that comes
     * later is taken for the first one of its order, so this must be longer than any request can be
     * on its way or be repeated.
     */
    @Min(1)
    @Max(3650)
    int reservationsDays();

    /** The same as a duration. */
    default Duration reservations() {
        return Duration.ofDays(reservationsDays());
    }
}
