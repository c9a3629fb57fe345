package dev.cloudshelf.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls are steps, and that a trap catches the one that it waits for, once. */
@Tag("any-store")
class StepTest {

    @ParameterizedTest
    @CsvSource({
        "PUT,    /internal/stock-reservations/1,         RESERVE",
        "POST,   /internal/stock-reservations/1/confirm, CONFIRM",
        "DELETE, /internal/stock-reservations/1,         RELEASE",
        "POST,   /internal/carts/1/removals,             REMOVAL"
    })
    void callIsAStep(String method, String path, Step step) {
        assertThat(Step.of(method, path)).contains(step);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /internal/carts/1",
        "POST, /internal/stock-reservations/1/restock",
        "PUT,  /internal/stock-reservations/1/confirm"
    })
    void callIsNone(String method, String path) {
        assertThat(Step.of(method, path)).isEmpty();
    }

    @Test
    void trapSpringsOnceAndOnlyAtItsStep() throws IOException, InterruptedException {
        Trap trap = new Trap();
        Thread calls =
                Thread.ofVirtual()
                        .start(() -> {
                            while (trap.springs(Step.CONFIRM)
                                    .map(caught -> caught.outcome().complete(true))
                                    .isEmpty()) {
                                assertThat(trap.springs(Step.RESERVE)).isEmpty();
                                Thread.onSpinWait();
                            }
                        });

        assertThat(trap.catches(Point.AFTER_CONFIRM, Duration.ofSeconds(20))).isTrue();
        calls.join();

        assertThat(trap.springs(Step.CONFIRM)).isEmpty();
        assertThat(trap.catches(Point.AFTER_CONFIRM, Duration.ofMillis(20))).isFalse();
        assertThat(trap.springs(Step.CONFIRM)).isEmpty();
    }
}
