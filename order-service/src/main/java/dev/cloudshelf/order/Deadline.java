package dev.cloudshelf.order;

import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.http.RequestThread;
import dev.cloudshelf.order.domain.Backoff;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The time that a use case has for all its steps together. */
final class Deadline {

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    static Deadline in(long millis) {
        return new Deadline(System.nanoTime() + Duration.ofMillis(millis).toNanos());
    }

    /** So much sooner. */
    Deadline before(long millis) {
        return new Deadline(endNanos - Duration.ofMillis(millis).toNanos());
    }

    /** The same, or sooner. */
    Deadline atMost(long millis) {
        Deadline sooner = in(millis);
        return sooner.endNanos - endNanos < 0 ? sooner : this;
    }

    boolean isOver() {
        return remaining().isNegative();
    }

    /** Gives the steps up when they take longer: none of them begins after that. */
    <T> Uni<T> limit(Uni<T> steps) {
        return steps.ifNoItem()
                .after(atLeastSomething(remaining()))
                .failWith(() ->
                        new Unavailable(
                                "Something that the checkout needs", new TimeoutException()));
    }

    /** Takes a step that may be repeated, until it succeeds or the retries or the time run out. */
    <T> Uni<T> insist(Uni<T> step, int retriesMax, Backoff backoff) {
        return insist(step, 1, retriesMax, backoff);
    }

    private <T> Uni<T> insist(Uni<T> step, int tries, int retriesMax, Backoff backoff) {
        return step.onFailure(Unavailable.class)
                .recoverWithUni(outage -> {
                    Duration pause = backoff.delay(tries, ThreadLocalRandom.current().nextDouble());
                    return tries > retriesMax || pause.compareTo(remaining()) >= 0
                            ? Uni.createFrom().failure(outage)
                            : pause(pause)
                                    .chain(() -> insist(step, tries + 1, retriesMax, backoff));
                });
    }

    static Uni<Void> pause(Duration pause) {
        return RequestThread.goOnThere(
                Uni.createFrom().voidItem().onItem().delayIt().by(atLeastSomething(pause)));
    }

    private Duration remaining() {
        return Duration.ofNanos(endNanos - System.nanoTime());
    }

    /** A timer takes no time that is none. */
    private static Duration atLeastSomething(Duration time) {
        return time.isPositive() ? time : Duration.ofNanos(1);
    }
}
