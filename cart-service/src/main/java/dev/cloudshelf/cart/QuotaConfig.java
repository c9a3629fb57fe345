package dev.cloudshelf.cart;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The quotas of operations that cause writes. */
@ConfigMapping(prefix = "cloudshelf.quota")
public interface QuotaConfig {

    int WINDOW_SECONDS_MAX = 7 * 24 * 60 * 60;

    /** The maximum of sessions opened from one address in a window. */
    @Min(1)
    int sessionsMax();

    @Min(1)
    @Max(WINDOW_SECONDS_MAX)
    int sessionsWindowSeconds();

    /** The maximum of changes of one owner's cart in a window. */
    @Min(1)
    int cartChangesMax();

    @Min(1)
    @Max(WINDOW_SECONDS_MAX)
    int cartChangesWindowSeconds();
}
