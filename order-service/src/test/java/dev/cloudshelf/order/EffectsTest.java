package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.standin.StandIn.Call;
import dev.cloudshelf.order.standin.StandIn.Trouble;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class EffectsTest extends Shop {

    @Test
    void anEffectRunsRightAfterItsOrder() {
        inCart("Kim", "9.99", 5, 2);
        place("key");

        // No schedule runs in this test.
        eventually(() -> effect().done());
        assertThat(neighbours.carts.calls(removal())).hasSize(1);
    }

    @Test
    void aFailedEffectIsRetriedUntilItIsDoneAndShowsWhyItFailed() {
        UUID book = inCart("Kim", "9.99", 5, 2);
        neighbours.carts.trouble(removal(), Trouble.SERVER_ERROR, 3);
        assertThat(place("key").statusCode()).isEqualTo(201);
        eventually(() -> effect().lastError() != null);

        assertThat(effect().lastError()).isEqualTo("The cart service: status 500");
        assertThat(effect().done()).isFalse();
        assertThat(neighbours.carts.quantity(customer, book)).isEqualTo(2);

        eventually(() -> {
            run();
            return effect().done();
        });
        assertThat(neighbours.carts.calls(removal())).hasSize(4);
        assertThat(effect().lastError()).isNull();
        assertThat(neighbours.carts.quantity(customer, book)).isZero();
    }

    @Test
    void anEffectWhoseAnswerWasLostHappensOnce() {
        UUID book = inCart("Kim", "9.99", 5, 2);
        neighbours.carts.trouble(removal(), Trouble.ANSWER_LOST, 1);
        place("key");
        eventually(() -> effect().lastError() != null);
        neighbours.carts.put(customer, book, 7);

        eventually(() -> {
            run();
            return effect().done();
        });

        assertThat(neighbours.carts.quantity(customer, book)).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource(names = {"GARBAGE", "WRONG_TYPE", "WRONG_SHAPE"})
    void nonsenseDoesNotPassForDone(Trouble nonsense) {
        UUID book = inCart("Kim", "9.99", 5, 2);
        neighbours.carts.trouble(removal(), nonsense, 1);
        place("key");
        eventually(() -> effect().lastError() != null);
        assertThat(neighbours.carts.quantity(customer, book)).isEqualTo(2);

        eventually(() -> {
            run();
            return effect().done();
        });
        assertThat(neighbours.carts.quantity(customer, book)).isZero();
    }

    @Test
    void anEffectInFlightIsNotTakenByTheRelay() {
        inCart("Kim", "9.99", 5, 2);
        neighbours.carts.trouble(removal(), Trouble.SLOW, 1);
        place("key");

        run();

        assertThat(effect().attempts()).isOne();
        assertThat(neighbours.carts.calls(removal())).hasSizeLessThan(2);
    }

    /** Of this test's customer: an effect of another test may still be at it. */
    private Predicate<Call> removal() {
        return Call.to("POST", customer + "/removals");
    }

    private void run() {
        relay.runDue(EffectKind.calls()).await().atMost(Duration.ofSeconds(10));
    }
}
