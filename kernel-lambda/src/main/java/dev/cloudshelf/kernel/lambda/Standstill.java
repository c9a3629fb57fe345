package dev.cloudshelf.kernel.lambda;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Notices that this function has stood still: Lambda freezes it between two requests, for seconds
 * or for hours, and restores it from a snapshot that may be weeks old. Timers stand still as well,
 * and run late or never afterwards; so the clock on the wall is asked when a request comes, and
 * whatever may have died is let go of before anything is done with it. After a short while only
 * what is known to be dead is: the news waits in this process's own sockets.
 *
 * <p>Made by the first request: filters are there before Vert.x is.
 */
@ApplicationScoped
public class Standstill {

    private final List<Perishable> held;
    private final Clock clock;
    private final long trustedMillis;

    private volatile long latestMillis;

    @Inject
    Standstill(@All List<Perishable> held, Clock clock, FunctionsConfig config) {
        this(held, clock, Duration.ofSeconds(config.idleSeconds()));
    }

    /**
     * @param trusted how long a connection that nobody uses is thought to live
     */
    Standstill(List<Perishable> held, Clock clock, Duration trusted) {
        this.held = held;
        this.clock = clock;
        this.trustedMillis = trusted.toMillis();
        this.latestMillis = clock.millis();
    }

    /** Requests come one at a time, so that nobody else is using what is let go of. */
    @ServerRequestFilter(preMatching = true)
    public Uni<Void> beforeRequest() {
        long nowMillis = clock.millis();
        long stoodMillis = nowMillis - latestMillis;
        latestMillis = nowMillis;
        // A clock that has been set back says nothing about how long it was.
        boolean trusted = stoodMillis >= 0 && stoodMillis <= trustedMillis;
        if (held.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.join()
                .all(held.stream().map(trusted ? Perishable::notice : Perishable::discard).toList())
                .andCollectFailures()
                .replaceWithVoid();
    }
}
