package dev.cloudshelf.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How long placing an order may take, and how soon somebody else goes on with one left behind. */
@ConfigMapping(prefix = "cloudshelf.checkout")
public interface CheckoutConfig {

    /** A checkout that is not done by then answers 503. */
    @WithDefault("10000")
    @Min(100)
    @Max(25_000)
    long deadlineMillis();

    /** How long whoever drives an order has it for itself; longer than it may take. */
    @WithDefault("15000")
    @Min(100)
    long leaseMillis();

    /** How long a retry has to resume a left order before the sweeper settles it. */
    @WithDefault("10000")
    @Min(0)
    long sweepGraceMillis();

    /** How long a second request with the same key waits for the first before its 409. */
    @WithDefault("2000")
    @Min(0)
    long inProgressWaitMillis();

    /** How often a call to another service is tried again. */
    @WithDefault("2")
    @Min(0)
    @Max(10)
    int callRetriesMax();

    /** The pause before the first retry; it doubles, and is spread at random. */
    @WithDefault("50")
    @Min(1)
    long callRetryMinMillis();

    @WithDefault("500")
    @Min(1)
    long callRetryMaxMillis();

    /**
     * How long an order that is confirmed waits until it is off the cart before its customer is
     * told of it. Kept out of the checkout's deadline, so that it is told in time.
     */
    @WithDefault("3000")
    @Min(10)
    @Max(10_000)
    long takeOffMillis();

    /** Whether only customers may order whose token says that their email address is verified. */
    @WithDefault("false")
    boolean verifiedEmailRequired();

    @AssertTrue(message = "cloudshelf.checkout.lease-millis must exceed deadline-millis")
    default boolean isLeaseLongEnough() {
        return leaseMillis() > deadlineMillis();
    }
}
