package dev.cloudshelf.cart.client;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Optional;

/** How the catalogue service is called. */
@ConfigMapping(prefix = "cloudshelf.catalog")
public interface CatalogConfig {

    URI url();

    /** Where the catalogue is a function of Lambda, its name or ARN: it is called instead. */
    Optional<String> function();

    /** How long one attempt may take before it counts as failed. */
    @Min(1)
    int attemptMillis();

    /** How long a cart that is being shown waits for what the catalogue says of its books now. */
    @Min(1)
    int refreshMillis();

    /** How long carts are shown without asking after the catalogue has not answered. */
    @Min(0)
    int refreshPauseMillis();

    /** How long all attempts together may take. */
    @Min(1)
    int deadlineMillis();

    @Min(0)
    @Max(10)
    int retriesMax();

    /** The pause before the first retry; it doubles with each one, and is jittered. */
    @Min(1)
    int backoffMillis();
}
