package dev.cloudshelf.cart.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.cloudshelf.testkit.ApiConformance;
import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The complete service with a store that accepts calls and never responds. */
@QuarkusTest
@TestProfile(SilentStoreTest.WithSilentStore.class)
@NullUnmarked
class SilentStoreTest {

    private static final int ATTEMPTS_MAX = 3;

    SilentServer silence;

    @Test
    void silentStoreTimesOutAfterThreeAttempts() {
        silence.calls.set(0);

        given().filter(ApiConformance.ofThisService())
                .auth()
                .oauth2(TestTokens.customer(UUID.randomUUID()))
                .get("/cart")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("/problems/unavailable"));

        assertThat(silence.calls).hasValue(ATTEMPTS_MAX);
    }

    public static class WithSilentStore implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "cloudshelf.dev-stores.dynamodb", "false",
                    "quarkus.dynamodb.async-client.read-timeout", "200ms");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(SilentServer.class));
        }
    }

    /** Accepts connections and calls, and never responds. */
    public static class SilentServer implements QuarkusTestResourceLifecycleManager {

        private final AtomicInteger calls = new AtomicInteger();
        private final List<Socket> connections = new CopyOnWriteArrayList<>();
        private ServerSocket server;

        @Override
        public Map<String, String> start() {
            try {
                server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.ofVirtual().start(this::accept);
            return Map.of(
                    "quarkus.dynamodb.endpoint-override",
                    "http://127.0.0.1:" + server.getLocalPort());
        }

        private void accept() {
            try {
                while (true) {
                    Socket connection = server.accept();
                    connections.add(connection);
                    Thread.ofVirtual().start(() -> hear(connection));
                }
            } catch (IOException closed) {
                // The test has ended.
            }
        }

        private void hear(Socket connection) {
            try (var lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    connection.getInputStream(), StandardCharsets.US_ASCII))) {
                lines.lines()
                        .filter(line -> line.startsWith("POST "))
                        .forEach(call -> calls.incrementAndGet());
            } catch (IOException | UncheckedIOException gone) {
                // The caller has closed the connection.
            }
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(this, new TestInjector.MatchesType(SilentServer.class));
        }

        @Override
        public void stop() {
            try {
                server.close();
                for (Socket connection : connections) {
                    connection.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
