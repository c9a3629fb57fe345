package dev.cloudshelf.order;

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

    @WithDefault("50")
    @Min(1)
    @Max(1000)
    int batchMax();

    /** From this many failures on an effect is reported as stuck. */
    @WithDefault("8")
    @Min(1)
    int stuckAttempts();
}
