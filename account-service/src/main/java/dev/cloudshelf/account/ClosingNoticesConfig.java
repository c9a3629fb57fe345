package dev.cloudshelf.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** How cart-service and order-service are told of closed accounts. */
@ConfigMapping(prefix = "cloudshelf.closing-notices")
public interface ClosingNoticesConfig {

    /** False where this service runs alone: in dev mode and in tests. */
    @WithDefault("true")
    boolean enabled();

    /** How often notices are looked for, such as 5s; off never. */
    @NotBlank
    @WithDefault("5s")
    String every();

    /**
     * How long an instance has the notices that it has taken up for itself, above the 10 seconds
     * that a delivery may take.
     */
    @Min(15_000)
    @WithDefault("30000")
    long leaseMillis();

    /** The pause after the first failure; it doubles. */
    @Min(1)
    @WithDefault("1000")
    long retryMinMillis();

    @Min(1)
    @WithDefault("3600000")
    long retryMaxMillis();

    @Min(1)
    @Max(1000)
    @WithDefault("20")
    int batchMax();
}
