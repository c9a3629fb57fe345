package dev.cloudshelf.cart.client;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Optional;

/** The client of catalog-service. */
@ConfigMapping(prefix = "cloudshelf.catalog")
public interface CatalogConfig {

    URI url();

    /** The name or ARN of catalog-service's Lambda function, which is called instead of the URL. */
    Optional<String> function();

    /** The timeout of one attempt, in milliseconds. */
    @Min(1)
    int attemptMillis();

    /** The time that showing a cart waits for fresh data of its books, in milliseconds. */
    @Min(1)
    int refreshMillis();

    /** The time for which carts are shown without a call after a failed one, in milliseconds. */
    @Min(0)
    int refreshPauseMillis();

    /** The timeout of all attempts together, in milliseconds. */
    @Min(1)
    int deadlineMillis();

    @Min(0)
    @Max(10)
    int retriesMax();

    /**
     * The pause before the first retry, in milliseconds; it doubles with each retry, with jitter.
     */
    @Min(1)
    int backoffMillis();
}
