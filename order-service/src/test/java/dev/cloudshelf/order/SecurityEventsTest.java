package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the security log has of orders. */
@QuarkusTest
class SecurityEventsTest extends Shop {

    private static final Logger SECURITY = Logger.getLogger("dev.cloudshelf.security");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler watch = new Watch();

    @BeforeEach
    void watch() {
        SECURITY.addHandler(watch);
    }

    @AfterEach
    void stopWatching() {
        SECURITY.removeHandler(watch);
    }

    @Test
    void administratorsChangesAreNotedAndCustomersAreNot() {
        inCart("Kim", "9.99", 5, 1);
        String order = place("key").jsonPath().getString("id");
        asAdmin().post("/orders/" + order + "/deliver").then().statusCode(409);
        asAdmin().post("/orders/" + order + "/ship").then().statusCode(200);
        inCart("Kim", "9.99", 5, 1);
        String mine = place("another").jsonPath().getString("id");
        mine().post("/orders/" + mine + "/cancel").then().statusCode(200);

        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith(
                        "event=admin-change actor=%s subject=%s address=".formatted(ADMIN, order))
                .contains(" reason=order-shipped request_id=");
    }

    @Test
    void ordersBeyondTheQuotaAreNoted() {
        for (int i = 0; i < 31; i++) {
            place("key " + i);
        }

        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("event=quota-exceeded actor=%s ".formatted(customer))
                .contains(" reason=orders ");
    }

    private final class Watch extends Handler {

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
