package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.kernel.DueWork;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.standin.StandIn.Call;
import dev.cloudshelf.order.standin.StandIn.Trouble;
import dev.cloudshelf.order.standin.WithNeighbours;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The same service as a function, which does nothing between two requests. */
@QuarkusTest
@WithTestResource(
        value = WithNeighbours.class,
        initArgs = {
            @ResourceArg(name = WithNeighbours.BACKGROUND, value = "false"),
            @ResourceArg(name = WithNeighbours.EVERY, value = "1s")
        })
class StandStillTest extends OpenShop {

    @Inject @All List<DueWork> work;

    @Inject Scheduler scheduler;

    @Test
    void noTimerRuns() {
        assertThat(scheduler.isRunning()).isFalse();
    }

    @Test
    void theCartIsSeenToBeforeTheOrderIsAnswered() {
        UUID book = inCart("Kim", "9.99", 5, 2);

        assertThat(place("key").statusCode()).isEqualTo(201);

        assertThat(neighbours.carts.quantity(customer, book)).isZero();
    }

    @Test
    void aStepIsAnsweredWhenItsCallIsMade() {
        UUID book = inCart("Kim", "9.99", 5, 2);
        String order = place("key").jsonPath().getString("id");

        assertThat(mine().post("/orders/" + order + "/cancel").statusCode()).isEqualTo(200);

        assertThat(neighbours.catalog.left(book)).isEqualTo(5);
    }

    @Test
    void aCartThatFailsDoesNotFailTheOrderAndIsDueWork() {
        UUID book = inCart("Kim", "9.99", 5, 2);
        neighbours.carts.trouble(Call.to("POST", customer + "/removals"), Trouble.SERVER_ERROR, 2);

        assertThat(place("key").statusCode()).isEqualTo(201);

        assertThat(neighbours.carts.quantity(customer, book)).isEqualTo(2);
        eventually(() -> {
            doDueWork();
            return neighbours.carts.quantity(customer, book) == 0;
        });
    }

    @Test
    void lettersAreDueWork() {
        inCart("Kim", "9.99", 5, 2);
        place("key");
        assertThat(effect(EffectKind.CONFIRMATION_EMAIL).done()).isFalse();

        eventually(() -> {
            doDueWork();
            return effect(EffectKind.CONFIRMATION_EMAIL).done();
        });
    }

    @Test
    void whatWasLeftPendingIsDueWork() {
        UUID book = inCart("Kim", "9.99", 5, 2);
        neighbours.catalog.trouble(Call.to("POST", "/confirm"), Trouble.DROPPED, 2);
        assertThat(place("key").statusCode()).isEqualTo(503);

        eventually(() -> {
            doDueWork();
            return neighbours.catalog.left(book) == 5;
        });
    }

    /** As the function's resource has it done. */
    private void doDueWork() {
        work.forEach(each -> each.runDue().await().atMost(Duration.ofSeconds(20)));
    }
}
