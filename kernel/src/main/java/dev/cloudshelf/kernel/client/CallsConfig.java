package dev.cloudshelf.kernel.client;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Limits of every call to another service. */
@ConfigMapping(prefix = "cloudshelf.calls")
public interface CallsConfig {

    /** How long one try of a call may take, from its first byte to its last. */
    @Min(10)
    @Max(10_000)
    long deadlineMillis();
}
