package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.systemtests.chaos.Ambush;
import dev.cloudshelf.systemtests.chaos.Point;
import dev.cloudshelf.systemtests.cloud.Folders;
import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.LocalCloud.Component;
import dev.cloudshelf.systemtests.cloud.Phase;
import dev.cloudshelf.systemtests.cloud.Service;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Services that are killed in the middle of their work, in a cloud of its own, whose deadlines are
 * short enough to be waited for. Servers only: what is killed is what the launcher has started, and
 * with functions that is Lambda.
 */
@Tag("servers")
class CrashTest {

    private static final Path SCREEN = Folders.screen("crash");

    /** A left order is settled after lease and grace, at the sweep after that. */
    private static final Map<String, String> SHORT_DEADLINES =
            Map.of(
                    "CLOUDSHELF_CHECKOUT_DEADLINE_MILLIS", "4000",
                    "CLOUDSHELF_CHECKOUT_LEASE_MILLIS", "5000",
                    "CLOUDSHELF_CHECKOUT_SWEEP_GRACE_MILLIS", "500",
                    "CLOUDSHELF_DUE_WORK_FIRST_AFTER", "0s",
                    "CLOUDSHELF_SWEEPER_EVERY", "1s",
                    "CLOUDSHELF_EFFECTS_EVERY", "1s",
                    // What dies here is not ill.
                    "CLOUDSHELF_QUICK_DEATHS_MAX", "1000");

    private static final Duration RESTART = Duration.ofSeconds(40);
    private static final Duration SETTLED = Duration.ofMinutes(1);
    private static final Duration IMPORT = Duration.ofMinutes(2);
    private static final Duration POINT_REACHED = Duration.ofSeconds(20);
    private static final Duration TRAP_SET = Duration.ofMillis(100);
    private static final Duration RETRY = Duration.ofMillis(300);

    /** So many that it takes a while, and no more: a run may ask for fewer. */
    private static final int IMPORT_ROWS = Integer.getInteger("cloudshelf.import-rows", 20_000);

    private static Ambush ambush;
    private static LocalCloud cloud;
    private static Shop shop;

    @BeforeAll
    static void start() throws IOException {
        ambush = new Ambush();
        Map<String, String> settings = new HashMap<>(SHORT_DEADLINES);
        settings.putAll(ambush.settings());
        cloud = LocalCloud.start(Phase.ofThisRun(), Folders.fresh("crash"), SCREEN, settings);
        ambush.leadTo(cloud);
        shop = new Shop(cloud);
    }

    @AfterAll
    static void end() {
        if (cloud != null) {
            cloud.close();
        }
        if (ambush != null) {
            ambush.close();
        }
    }

    private static Component component(Service service) {
        try {
            return cloud.component(service);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL, and the wait until the supervisor has put another one in its place. */
    private static void kill(Service service) throws InterruptedException {
        Component killed = component(service);
        killed.process().kill();
        Eventually.holds(
                RESTART,
                () -> {
                    Component now = component(service);
                    assertThat(now.restarts()).isGreaterThan(killed.restarts());
                    assertThat(now.isUp()).isTrue();
                    assertThat(now.pid()).isNotEqualTo(killed.pid());
                });
    }

    @Test
    void importSurvivesTheDeathOfTheCatalogue(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("many.csv"), manyBooks());
        Path output = folder.resolve("output");
        int before = books();

        Process importing = cloud.command(output, "import", file.toString());
        Eventually.holds(IMPORT, () -> assertThat(books()).isGreaterThan(before));
        assertThat(books()).isLessThan(before + IMPORT_ROWS);
        kill(Service.CATALOG);

        assertThat(importing.waitFor(IMPORT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(cloud.printed()).contains("catalog-service died", "catalog-service is up again");
        int afterwards = books();
        ImportReport report = ImportReport.of(Files.readString(output));
        assertThat(afterwards - before)
                .as("What was reported done is there:\n%s", Files.readString(output))
                .isGreaterThanOrEqualTo(report.done());
        if (importing.exitValue() == 0) {
            assertThat(report.done()).isEqualTo(IMPORT_ROWS);
        }
        // Whatever became of the first one, the same file again completes it.
        LocalCloud.Answer again = cloud.run(IMPORT, "import", file.toString());
        assertThat(again.exitCode()).as(again.text()).isZero();
        assertThat(ImportReport.of(again.text()).done()).isEqualTo(IMPORT_ROWS);
        assertThat(books()).isEqualTo(before + IMPORT_ROWS);
    }

    private static String manyBooks() {
        return "title,author,price,category,stock_quantity\n"
                + IntStream.range(0, IMPORT_ROWS)
                        .mapToObj("Volume %d,A. Crash,9.99,Crash,1\n"::formatted)
                        .collect(Collectors.joining());
    }

    private static int books() {
        JsonPath categories =
                shop.visitor()
                        .queryParam("limit", 100)
                        .get("/categories")
                        .then()
                        .extract()
                        .jsonPath();
        return categories.getList("items.count", Integer.class).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    @Test
    void ordersSurviveTheDeathOfOrderService() throws IOException, InterruptedException {
        int stocked = 100_000;
        String book = shop.newBook(stocked);
        List<CrashingBuyer> buyers =
                shop.newCustomers(6).stream()
                        .map(customer -> new CrashingBuyer(shop, customer, book))
                        .toList();
        List<Thread> threads =
                buyers.stream().map(buyer -> Thread.ofVirtual().start(buyer)).toList();
        for (int deaths = 0; deaths < 3; deaths++) {
            int placed = CrashingBuyer.placedBy(buyers);
            Eventually.holds(
                    SETTLED,
                    () ->
                            assertThat(CrashingBuyer.placedBy(buyers))
                                    .isGreaterThan(placed + buyers.size()));
            kill(Service.ORDER);
        }
        buyers.forEach(CrashingBuyer::stop);
        for (Thread thread : threads) {
            thread.join(SETTLED);
            assertThat(thread.isAlive()).isFalse();
        }

        Eventually.holds(SETTLED, () -> assertEveryCopyIsAccountedFor(buyers, book, stocked));
        assertThat(cloud.printed()).contains("order-service died", "order-service is up again");
    }

    private static void assertEveryCopyIsAccountedFor(
            List<CrashingBuyer> buyers, String book, int stocked) {
        int sold = 0;
        for (CrashingBuyer buyer : buyers) {
            List<Map<String, Object>> orders = shop.orders(buyer.customer());
            assertThat(orders)
                    .extracting(order -> order.get("status"))
                    .isSubsetOf("confirmed", "cancelled");
            Map<Object, Object> statuses =
                    orders.stream()
                            .collect(
                                    Collectors.toMap(
                                            order -> order.get("id"),
                                            order -> order.get("status")));
            assertThat(buyer.placed())
                    .as("Every 201 that the customer saw is a confirmed order")
                    .isNotEmpty()
                    .allMatch(id -> "confirmed".equals(statuses.get(id)));
            sold += CrashingBuyer.copiesIn(orders);
        }
        assertThat(shop.copiesOnHand(book) + sold).isEqualTo(stocked);
    }

    /**
     * The stock is sold and the order does not know it, the order is confirmed and the cart still
     * full, the cart is empty and the order does not know it.
     */
    @ParameterizedTest
    @EnumSource(names = {"AFTER_CONFIRM", "BEFORE_REMOVAL", "AFTER_REMOVAL"})
    void cartIsSoldOnceThoughOrderServiceDiesBetweenTheSteps(Point point)
            throws IOException, InterruptedException, ExecutionException {
        Customer reader = shop.newCustomer();
        String book = shop.newBook(5);
        shop.add(reader, book, 1).then().statusCode(200);

        List<Object> done =
                Racing.all(
                        List.of(
                                () -> ambush.kills(point, POINT_REACHED),
                                () -> {
                                    Thread.sleep(TRAP_SET);
                                    return settled(reader, "first").statusCode();
                                },
                                () -> {
                                    Thread.sleep(TRAP_SET.plusMillis(50));
                                    return settled(reader, "second").statusCode();
                                }));

        assertThat(done.getFirst()).as("It died at " + point.title()).isEqualTo(true);
        assertThat(done.subList(1, 3)).containsExactlyInAnyOrder(201, 422);
        assertThat(shop.copiesOnHand(book)).isEqualTo(4);
        assertThat(shop.cart(reader).getInt("item_count")).isZero();
        assertThat(shop.orders(reader).stream().map(order -> order.get("status")))
                .containsOnlyOnce("confirmed");
        shop.add(reader, book, 1).then().statusCode(200);
        assertThat(settled(reader, "third").statusCode()).isEqualTo(201);
    }

    /** As a client orders whose shop is down now and then. */
    private static Response settled(Customer customer, String key) throws InterruptedException {
        long endNanos = System.nanoTime() + SETTLED.toNanos();
        Response answer = shop.order(customer, key);
        while ((answer.statusCode() >= 500 || answer.header("Retry-After") != null)
                && System.nanoTime() < endNanos) {
            Thread.sleep(RETRY);
            answer = shop.order(customer, key);
        }
        return answer;
    }
}
