package dev.cloudshelf.catalog.http;

import static dev.cloudshelf.catalog.http.BooksHttpTest.admin;
import static dev.cloudshelf.catalog.http.BooksHttpTest.api;
import static dev.cloudshelf.catalog.http.ReservationsHttpTest.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Administrators' operations check the sign-in with account-service, and are written to the
 * security log.
 */
@QuarkusTest
@Tag("http")
@QuarkusTestResource(value = FakeAccounts.class, restrictToAnnotatedClass = true)
@NullUnmarked
class AccessHttpTest {

    private static final Logger SECURITY = Logger.getLogger("dev.cloudshelf.security");
    private static final String BOOK =
            "{\"title\":\"Emma\",\"author\":\"Austen\",\"price\":5,\"category\":\"Fiction\"}";
    private static final String FILE = "title,author,price,category\nEmma,Austen,5,Fiction\n";

    /** One administrator's operation. */
    record Operation(String reason, String type, String body, Function<Sent, Integer> send) {

        int status(RequestSpecification caller, String book) {
            RequestSpecification request = caller.contentType(type).header("If-Match", "*");
            return send.apply(new Sent(body.isEmpty() ? request : request.body(body), book));
        }

        @Override
        public String toString() {
            return reason + " " + body.length();
        }
    }

    record Sent(RequestSpecification request, String book) {}

    private FakeAccounts accounts;
    private final Lines lines = new Lines();

    @BeforeEach
    void begin() {
        TestStore.empty();
        accounts.respondWith(204);
    }

    @AfterEach
    void stopListening() {
        SECURITY.removeHandler(lines);
    }

    static Stream<Operation> operations() {
        String json = "application/json";
        return Stream.of(
                new Operation(
                        "created", json, BOOK, sent -> sent.request().post("/books").statusCode()),
                new Operation(
                        "changed",
                        json,
                        BOOK,
                        sent -> sent.request().put(sent.book()).statusCode()),
                new Operation(
                        "changed",
                        json,
                        "{\"price\":7}",
                        sent -> sent.request().patch(sent.book()).statusCode()),
                new Operation(
                        "deleted",
                        json,
                        "",
                        sent -> sent.request().delete(sent.book()).statusCode()),
                new Operation(
                        "stock",
                        json,
                        "{\"delta\":2}",
                        sent -> sent.request().put(sent.book() + "/stock").statusCode()),
                new Operation(
                        "stock",
                        json,
                        "{\"stock_quantity\":2}",
                        sent -> sent.request().put(sent.book() + "/stock").statusCode()),
                new Operation(
                        "imported",
                        "text/csv",
                        FILE,
                        sent -> sent.request().post("/books/import").statusCode()));
    }

    private static String dune() {
        return admin().contentType("application/json")
                .body(BOOK.replace("Emma", "Dune"))
                .post("/books")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void endedSignInChangesNothing(Operation operation) {
        expectNothingDone(operation, 401, 401);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void withoutAccountServiceNothingIsChanged(Operation operation) {
        expectNothingDone(operation, FakeAccounts.HANGS_UP, 503);
        expectNothingDone(operation, 500, 503);
    }

    private void expectNothingDone(Operation operation, int accountStatus, int status) {
        TestStore.empty();
        accounts.respondWith(204);
        String book = dune();
        List<String> auditLog = TestStore.auditLog();
        accounts.respondWith(accountStatus);
        SECURITY.addHandler(lines);

        assertThat(operation.status(admin(), book)).isEqualTo(status);
        SECURITY.removeHandler(lines);

        assertThat(TestStore.auditLog()).isEqualTo(auditLog);
        assertThat(TestStore.imports()).isEmpty();
        assertThat(lines.written).noneMatch(line -> line.contains("event=admin-change"));
        api().get(book).then().statusCode(200);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void currentSignInIsCheckedOnceAndLoggedOnce(Operation operation) {
        String book = dune();
        accounts.respondWith(204);
        SECURITY.addHandler(lines);

        assertThat(operation.status(admin(), book)).isBetween(200, 204);

        assertThat(accounts.asked()).hasSize(1).allMatch(token -> token.startsWith("Bearer "));
        assertThat(lines.written)
                .filteredOn(line -> line.contains("event=admin-change"))
                .singleElement()
                .asString()
                .contains("actor=" + new UUID(0, 1))
                .contains("reason=" + operation.reason())
                .contains(subject(operation, book));
    }

    private static String subject(Operation operation, String book) {
        return switch (operation.reason()) {
            case "imported" -> "subject=- ";
            case "created" -> "subject=0";
            default -> "subject=" + book.substring("/books/".length());
        };
    }

    @Test
    void readersAndServicesAreNotChecked() {
        String book = dune();
        accounts.respondWith(401);

        api().get(book).then().statusCode(200);
        service().delete(ReservationsHttpTest.PATH + new UUID(1, 1)).then().statusCode(204);

        assertThat(accounts.asked()).isEmpty();
    }

    @Test
    void serviceWithoutTheStockScopeReservesNothing() {
        api().auth()
                .oauth2(TestTokens.service("notifier", "service:carts", "service:accounts.read"))
                .delete(ReservationsHttpTest.PATH + new UUID(1, 1))
                .then()
                .statusCode(403);
    }

    private static final class Lines extends Handler {
        private final List<String> written = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            written.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
