package dev.cloudshelf.kernel.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandstillTest {

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private int discarded;
    private int noticed;

    private final Standstill standstill =
            new Standstill(List.of(new Held()), new Wall(), Duration.ofSeconds(20));

    private final class Wall extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final class Held implements Perishable {

        @Override
        public Uni<Void> discard() {
            return Uni.createFrom().voidItem().invoke(() -> discarded++);
        }

        @Override
        public Uni<Void> notice() {
            return Uni.createFrom().voidItem().invoke(() -> noticed++);
        }
    }

    @Test
    void whatWasUsedAMomentAgoIsTrusted() {
        requestAfter(Duration.ofSeconds(20));
        requestAfter(Duration.ofSeconds(20));

        assertThat(discarded).isZero();
        assertThat(noticed).isEqualTo(2);
    }

    @Test
    void afterAStandstillItIsLetGoOfOnce() {
        requestAfter(Duration.ofHours(3));
        requestAfter(Duration.ofMillis(5));

        assertThat(discarded).isOne();
    }

    @Test
    void aClockThatWasSetBackIsNotBelieved() {
        requestAfter(Duration.ofSeconds(-1));

        assertThat(discarded).isOne();
    }

    private void requestAfter(Duration pause) {
        now = now.plus(pause);
        standstill.beforeRequest().await().indefinitely();
    }
}
