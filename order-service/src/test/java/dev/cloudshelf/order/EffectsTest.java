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
    void effectRunsRightAfterItsOrder() {
        UUID book = inCart("Kim", "9.99", 5, 2);
        String order = placed();
        cancel(order);

        // No schedule runs in this test.
        eventually(() -> restock().done());
        assertThat(neighbours.catalog.calls(restockOf(order))).hasSize(1);
        assertThat(neighbours.catalog.left(book)).isEqualTo(5);
    }

    @Test
    void failedEffectIsRetriedUntilItIsDoneAndShowsWhyItFailed() {
        UUID book = inCart("Kim", "9.99", 5, 2);
        String order = placed();
        neighbours.catalog.trouble(restockOf(order), Trouble.SERVER_ERROR, 3);
        assertThat(cancel(order).statusCode()).isEqualTo(200);
        eventually(() -> restock().lastError() != null);

        assertThat(restock().lastError()).endsWith(": status 500");
        assertThat(restock().done()).isFalse();
        assertThat(neighbours.catalog.left(book)).isEqualTo(3);

        eventually(() -> {
            run();
            return restock().done();
        });
        assertThat(neighbours.catalog.calls(restockOf(order))).hasSize(4);
        assertThat(restock().lastError()).isNull();
        assertThat(neighbours.catalog.left(book)).isEqualTo(5);
    }

    @Test
    void effectWhoseResponseWasLostHappensOnce() {
        UUID book = inCart("Kim", "9.99", 5, 2);
        String order = placed();
        neighbours.catalog.trouble(restockOf(order), Trouble.ANSWER_LOST, 1);
        cancel(order);
        eventually(() -> restock().lastError() != null);

        eventually(() -> {
            run();
            return restock().done();
        });

        assertThat(neighbours.catalog.left(book)).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(names = {"GARBAGE", "WRONG_TYPE", "WRONG_SHAPE"})
    void nonsenseDoesNotPassForDone(Trouble nonsense) {
        UUID book = inCart("Kim", "9.99", 5, 2);
        String order = placed();
        neighbours.catalog.trouble(restockOf(order), nonsense, 1);
        cancel(order);
        eventually(() -> restock().lastError() != null);
        assertThat(neighbours.catalog.left(book)).isEqualTo(3);

        eventually(() -> {
            run();
            return restock().done();
        });
        assertThat(neighbours.catalog.left(book)).isEqualTo(5);
    }

    @Test
    void effectInFlightIsNotTakenByTheRelay() {
        inCart("Kim", "9.99", 5, 2);
        String order = placed();
        neighbours.catalog.trouble(restockOf(order), Trouble.SLOW, 1);
        cancel(order);

        run();

        assertThat(restock().attempts()).isOne();
        assertThat(neighbours.catalog.calls(restockOf(order))).hasSizeLessThan(2);
    }

    private String placed() {
        return place("key").jsonPath().getString("id");
    }

    /** What puts the copies of the customer's only order back on sale, as the store has it. */
    private StoredEffect restock() {
        return effect(EffectKind.RESTOCK);
    }

    /** Of this test's order: an effect of another test may still be at it. */
    private static Predicate<Call> restockOf(String order) {
        return Call.to("POST", order + "/restock");
    }

    private void run() {
        relay.runDue(EffectKind.calls()).await().atMost(Duration.ofSeconds(10));
    }
}
