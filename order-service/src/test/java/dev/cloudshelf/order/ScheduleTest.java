package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.standin.StandIn.Call;
import dev.cloudshelf.order.standin.StandIn.Trouble;
import dev.cloudshelf.order.standin.WithNeighbours;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The same service with its schedules on: what is left behind is found without being asked. */
@QuarkusTest
@WithTestResource(
        value = WithNeighbours.class,
        initArgs = {
            @ResourceArg(name = WithNeighbours.EVERY, value = "1s"),
            @ResourceArg(name = WithNeighbours.MAIL_FOLDER, value = "target/schedule-mail")
        })
class ScheduleTest extends OpenShop {

    @Inject WatchBacklog watch;

    @Test
    void theSweeperComesByItself() {
        UUID book = inCart("Kim", "9.99", 5, 2);
        neighbours.catalog.trouble(Call.to("POST", "/confirm"), Trouble.DROPPED, 2);
        assertThat(place("key").statusCode()).isEqualTo(503);

        eventually(() -> neighbours.catalog.left(book) == 5);
        eventually(() -> place("key").statusCode() == 409);
        assertThat(type(place("key"))).isEqualTo("/problems/order-abandoned");
    }

    @Test
    void aLetterThatFailedIsWrittenByItself() {
        neighbours.accounts.trouble(
                call -> call.path().contains("id=" + customer), Trouble.SERVER_ERROR, 2);
        inCart("Kim", "9.99", 5, 2);
        String order = place("key").jsonPath().getString("id");

        eventually(() -> effect(EffectKind.CONFIRMATION_EMAIL).done());
        assertThat(Path.of("target/schedule-mail"))
                .isDirectoryContaining(
                        file -> file.toString().endsWith(order + "-confirmation.eml"));
    }

    @Test
    void theBacklogIsWatchedByItself() {
        eventually(() -> watch.latest().isPresent());
    }

    @Test
    void theRelayComesByItself() {
        UUID book = inCart("Kim", "9.99", 5, 2);
        String order = place("key").jsonPath().getString("id");
        neighbours.catalog.trouble(Call.to("POST", order + "/restock"), Trouble.SERVER_ERROR, 3);
        assertThat(cancel(order).statusCode()).isEqualTo(200);

        eventually(() -> effect(EffectKind.RESTOCK).done());
        assertThat(neighbours.catalog.left(book)).isEqualTo(5);
    }
}
