package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What all the other tests left in the logs.
 *
 * @see ClassOrderer.OrderAnnotation in junit-platform.properties: this is the last class of a run
 */
@Order(Integer.MAX_VALUE)
@ExtendWith(SharedCloud.class)
class LogsTest {

    private static final Duration WRITTEN = Duration.ofSeconds(10);

    /** Ids, a keyed digest of the address, words; nothing else. */
    private static final Pattern SECURITY_EVENT =
            Pattern.compile(
                    "\\S+ INFO +\\[dev\\.cloudshelf\\.security] event=[a-z-]+"
                            + " actor=(?:-|[A-Za-z0-9._:-]{1,64}) subject=(?:-|[A-Za-z0-9._:-]{1,64})"
                            + " address=(?:-|[0-9a-f]{16}) reason=(?:-|[A-Za-z0-9._:-]{1,64})"
                            + " request_id=[A-Za-z0-9._:-]{1,64}");

    private static final String SECURITY = "[dev.cloudshelf.security]";

    private final Shop shop;
    private final LocalCloud cloud;

    LogsTest(Shop shop, LocalCloud cloud) {
        this.shop = shop;
        this.cloud = cloud;
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.walk(cloud.logs())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void noLogHoldsAPasswordATokenAnEmailOrASessionId() throws IOException {
        Customer reader = shop.newCustomer();
        shop.as(reader).get("/accounts/me").then().statusCode(200);
        List<String> found = new ArrayList<>();
        for (Path log : logs()) {
            for (String line : Files.readAllLines(log)) {
                if (shop.discretion().isIndiscreet(line)) {
                    found.add(log.getFileName() + ": " + line);
                }
            }
        }
        assertThat(shop.discretion().secrets()).contains(reader.password(), reader.refreshToken());
        assertThat(found).isEmpty();
    }

    /** Without it, an empty folder would pass for a discreet one. */
    @Test
    void everyRequestIsFoundByItsIdAtTheGatewayAndItsService()
            throws IOException, InterruptedException {
        for (String path : List.of("/books", "/.well-known/jwks.json", "/cart", "/orders")) {
            String id = "look-for-" + UUID.randomUUID();
            shop.visitor().header("X-Request-Id", id).get(path);
            Eventually.holds(WRITTEN, () -> assertThat(logsWith(id)).as(path).hasSize(2));
        }
    }

    /** A service writes the lines of one moment together. */
    @Test
    void eachOfManyRequestsAtOnceIsALineOfItsOwn()
            throws IOException, InterruptedException, ExecutionException {
        String run = "many-" + UUID.randomUUID() + "-";
        List<String> ids = IntStream.range(0, 300).mapToObj(i -> run + i).toList();
        List<Callable<Integer>> requests = new ArrayList<>();
        ids.forEach(id -> requests.add(() -> listCategories(id)));
        assertThat(Racing.all(requests)).containsOnly(200);

        Path log = cloud.logs().resolve(Service.CATALOG.fullName() + ".log");
        Eventually.holds(
                WRITTEN,
                () -> assertThat(idsIn(log, run)).containsExactlyInAnyOrderElementsOf(ids));
    }

    private int listCategories(String requestId) {
        return shop.visitor().header("X-Request-Id", requestId).get("/categories").statusCode();
    }

    private static List<String> idsIn(Path log, String prefix) {
        Pattern line =
                Pattern.compile(
                        "\\S+ INFO .* route=/categories status=200 .* request_id=(%s[0-9]+)"
                                .formatted(prefix));
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(line::matcher)
                    .filter(Matcher::matches)
                    .map(found -> found.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> logsWith(String text) {
        List<String> names = new ArrayList<>();
        try {
            for (Path log : logs()) {
                if (Files.readString(log).contains(text)) {
                    names.add(log.getFileName().toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    @Test
    void whatHappensToASignInIsASecurityEventOfOneShape() throws IOException, InterruptedException {
        Customer reader = shop.newCustomer();
        shop.as(reader).get("/accounts").then().statusCode(403);
        shop.bearing(reader.token() + "x").get("/orders").then().statusCode(401);
        String signingOut = "sign-out-" + UUID.randomUUID();
        shop.visitor()
                .header("X-Request-Id", signingOut)
                .contentType("application/json")
                .body(Map.of("token", reader.refreshToken()))
                .post("/tokens/revoke")
                .then()
                .statusCode(204);
        shop.add(reader, shop.newBook(1), 1).then().statusCode(200);
        shop.order(reader, "too-late").then().statusCode(401);

        String whose = " actor=%1$s subject=%1$s address=".formatted(reader.id());
        Eventually.holds(
                WRITTEN,
                () -> {
                    assertThat(securityEvents(Service.ACCOUNT))
                            .anyMatch(line -> line.contains("event=signed-in" + whose))
                            .anyMatch(line ->
                                    line.contains("event=signed-out")
                                            && line.endsWith(" request_id=" + signingOut))
                            .anyMatch(line ->
                                    line.contains("event=role-rejected actor=" + reader.id()));
                    assertThat(securityEvents(Service.ORDER))
                            .anyMatch(line -> line.contains("event=bad-token actor=- "))
                            .anyMatch(line -> line.contains("event=access-ended" + whose));
                });
        for (Service service : Service.values()) {
            assertThat(securityEvents(service))
                    .as(service.fullName())
                    .allMatch(line -> SECURITY_EVENT.matcher(line).matches());
        }
    }

    private List<String> securityEvents(Service service) {
        Path log = cloud.logs().resolve(service.fullName() + ".log");
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(SECURITY)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noRequestOfTheRunEndedInAFault() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Path log : logs()) {
            Files.readAllLines(log).stream()
                    .filter(line -> line.contains("status=500"))
                    .forEach(faults::add);
        }
        assertThat(faults).isEmpty();
    }
}
