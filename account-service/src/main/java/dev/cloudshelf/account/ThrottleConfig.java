package dev.cloudshelf.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How often somebody may try before they wait. */
@ConfigMapping(prefix = "cloudshelf.throttle")
public interface ThrottleConfig {

    /** Bad sign-ins to one account, from anywhere that it is not known at. */
    @Min(2)
    @Max(1_000_000)
    @WithDefault("5")
    int accountTries();

    @Min(1)
    @Max(720)
    @WithDefault("24")
    int accountWindowHours();

    /** Bad sign-ins from one address; behind it may be a whole school. */
    @Min(2)
    @Max(1_000_000)
    @WithDefault("100")
    int addressTries();

    /** Registrations from one address. */
    @Min(2)
    @Max(1_000_000)
    @WithDefault("100")
    int registrationTries();

    /** Requests for a new password from one address. */
    @Min(2)
    @Max(1_000_000)
    @WithDefault("30")
    int resetTries();

    /** Requests for a new password to one account: each may become a letter. */
    @Min(2)
    @Max(1_000_000)
    @WithDefault("5")
    int resetAccountTries();

    /** For all that is counted by address, and for requests for a new password. */
    @Min(15)
    @Max(1440)
    @WithDefault("60")
    int windowMinutes();

    /** At least a minute after the fifth: so the sixth within a minute is refused. */
    @Min(1)
    @Max(900)
    @WithDefault("60")
    int waitMinSeconds();

    @Min(1)
    @Max(900)
    @WithDefault("900")
    int waitMaxSeconds();

    /** How long an account is known at an address that it was opened from. */
    @Min(1)
    @Max(365)
    @WithDefault("30")
    int homeDays();
}
