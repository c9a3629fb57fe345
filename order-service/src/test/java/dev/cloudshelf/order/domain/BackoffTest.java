package dev.cloudshelf.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "3, 4000", "9, 256000", "10, 300000", "2000000000, 300000"})
    void itDoublesUpToItsBound(int failures, long boundMillis) {
        assertThat(backoff.delay(failures, 1.0)).isEqualTo(Duration.ofMillis(boundMillis));
    }

    @Test
    void itIsSpreadOverTheUpperHalf() {
        assertThat(backoff.delay(3, 0.0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.delay(3, 0.5)).isEqualTo(Duration.ofSeconds(3));
    }
}
