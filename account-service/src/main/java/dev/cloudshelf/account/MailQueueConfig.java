package dev.cloudshelf.account;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How a queue of emails is worked off. */
public interface MailQueueConfig {

    /** How long whoever has taken a request up has it for itself. */
    @Min(1000)
    @WithDefault("30000")
    long leaseMillis();

    /** The pause after the first failure; it doubles. */
    @Min(1)
    @WithDefault("1000")
    long retryMinMillis();

    @Min(1)
    @WithDefault("300000")
    long retryMaxMillis();

    @Min(1)
    @Max(1000)
    @WithDefault("20")
    int batchMax();
}
