package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.systemtests.cloud.Folders;
import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.OsProcess;
import dev.cloudshelf.systemtests.cloud.Phase;
import dev.cloudshelf.systemtests.cloud.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A cloud from start to end and again. */
class LifeTest {

    private static final Path SCREEN = Folders.screen("life");
    private static final Duration COMMAND = Duration.ofMinutes(1);

    /** The rows of catalog-service/seed/books.csv. */
    private static final int BOOKS_SEEDED = 200;

    @Test
    void whatWasBoughtIsStillThereAfterCtrlCUntilAFreshStart()
            throws IOException, InterruptedException {
        Path data = Folders.fresh("life");
        Customer reader;
        String book;
        try (LocalCloud cloud = LocalCloud.start(Phase.ofThisRun(), data, SCREEN, Map.of())) {
            Shop shop = new Shop(cloud);
            reader = shop.newCustomer();
            book = shop.newBook(5);
            shop.add(reader, book, 2).then().statusCode(200);
            shop.order(reader, "before").then().statusCode(201);
            shop.add(reader, book, 1).then().statusCode(200);
            for (Service service : Service.values()) {
                // The virtual machine drops a cache that it cannot use.
                assertThat(
                                cloud.component(service)
                                        .process()
                                        .hasMapped(service.fullName() + ".aot"))
                        .as("%s runs from its cache", service.fullName())
                        .isTrue();
            }
            List<OsProcess> running = cloud.processes();
            assertThat(running).hasSizeGreaterThanOrEqualTo(Service.values().length + 2);

            assertThat(cloud.pressCtrlC()).isEmpty();

            assertThat(running).noneMatch(OsProcess::isAlive);
        }
        try (LocalCloud cloud = LocalCloud.start(Phase.ofThisRun(), data, SCREEN, Map.of())) {
            Shop shop = new Shop(cloud);
            assertThat(shop.copiesOnHand(book)).isEqualTo(3);
            shop.signIn(reader.email(), reader.password());
            assertThat(shop.orders(reader)).hasSize(1);
            Eventually.holds(
                    COMMAND, () -> assertThat(shop.cart(reader).getInt("item_count")).isEqualTo(1));

            LocalCloud.Answer status = cloud.run(COMMAND, "status");
            assertThat(status.exitCode()).as(status.text()).isZero();
            assertThat(status.text())
                    .contains(
                            "catalog-service",
                            "cart-service",
                            "account-service",
                            "order-service",
                            "Phase " + Phase.ofThisRun().text());
            if (Phase.ofThisRun() == Phase.ONE) {
                assertThat(status.text()).doesNotContain("PostgreSQL");
            }
            List<OsProcess> running = cloud.processes();
            LocalCloud.Answer down = cloud.run(COMMAND, "down");

            assertThat(down.exitCode()).as(down.text()).isZero();
            assertThat(running).noneMatch(OsProcess::isAlive);
        }
        try (LocalCloud cloud =
                LocalCloud.start(Phase.ofThisRun(), data, SCREEN, Map.of(), "--fresh")) {
            Shop shop = new Shop(cloud);
            shop.visitor().get("/books/{id}", book).then().statusCode(404);
            List<Integer> counts =
                    shop.visitor().get("/categories").jsonPath().getList("items.count");
            assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(BOOKS_SEEDED);
            assertThat(
                            shop.visitor()
                                    .get("/books/isbn/9780441007318")
                                    .jsonPath()
                                    .getString("title"))
                    .isEqualTo("The Left Hand of Darkness");
            LocalCloud.Answer logs = cloud.run(COMMAND, "logs", "gateway");
            assertThat(logs.text()).contains("The gateway listens");
        }
    }
}
