package dev.cloudshelf.order;

import dev.cloudshelf.order.domain.Customers;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/** How the effects of orders are retried. */
@ConfigMapping(prefix = "cloudshelf.effects")
public interface EffectsConfig {

    /** How often due effects are looked for, such as 5s; off never. */
    @NotBlank
    String every();

    /** How long whoever tries an effect has it for itself. */
    @WithDefault("30000")
    @Min(100)
    long leaseMillis();

    /** The pause after the first failure; it doubles, and is spread at random. */
    @WithDefault("1000")
    @Min(1)
    long retryMinMillis();

    @WithDefault("300000")
    @Min(1)
    long retryMaxMillis();

    /** So many are taken on, written and marked as done together. */
    @WithDefault("50")
    @Min(1)
    @Max(Customers.CONTACTS_MAX)
    int batchMax();

    /** How long letters, and what is done, wait for others to be seen to together. */
    @WithDefault("200")
    @Min(1)
    @Max(10_000)
    long gatherMillis();

    /** From this many failures on an effect is reported as stuck. */
    @WithDefault("8")
    @Min(1)
    int stuckAttempts();
}
