package dev.cloudshelf.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BodyLimitTest {

    private static final int MAX = GatewayFixture.BODY_MAX_BYTES;

    private final GatewayFixture gateway = new GatewayFixture();

    @AfterAll
    void end() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream.forget();
    }

    @Test
    void theLargestBodyPassesAndOneByteMoreDoesNot() throws IOException {
        assertThat(gateway.send("POST", "/api/books", "x".repeat(MAX)).status()).isEqualTo(200);
        assertThat(gateway.upstream.only().body()).hasSize(MAX);
        gateway.upstream.forget();

        var response = gateway.send("POST", "/api/books", "x".repeat(MAX + 1));

        GatewayTest.assertProblem(response, 413, "too-large");
        assertThat(response.header("connection")).isEqualTo("close");
        assertThat(gateway.upstream.seen()).isEmpty();
    }

    @Test
    void eachOperationHasItsOwnLimit() throws IOException {
        assertThat(gateway.send("POST", "/api/books/import", "x".repeat(MAX * 100)).status())
                .isEqualTo(200);
        assertThat(gateway.upstream.only().body()).hasSize(MAX * 100);
    }

    @Test
    void aBodyWithoutALengthIsCutOffWhereItGetsTooLong() throws IOException {
        assertThat(chunked("/api/books", MAX / 10, 10).status()).isEqualTo(200);
        assertThat(gateway.upstream.only().body()).hasSize(MAX);
        gateway.upstream.forget();

        GatewayTest.assertProblem(chunked("/api/books", MAX / 10, 11), 413, "too-large");
        assertThat(gateway.upstream.seen()).isEmpty();
    }

    @Test
    void anEndlessBodyIsNotReadToItsEnd() throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(head("/api/books"));
            Thread endless =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    while (true) {
                                        out.write(chunk(10_000));
                                        Thread.sleep(1);
                                    }
                                } catch (IOException | InterruptedException cutOff) {
                                    // As it should be.
                                }
                            });
            var response = RawHttp.read(socket.getInputStream());

            GatewayTest.assertProblem(response, 413, "too-large");
            assertThat(endless.join(Duration.ofSeconds(5))).as("the connection is cut").isTrue();
        }
    }

    @Test
    void aClientThatAsksFirstIsToldBeforeItSends() throws IOException {
        var refused =
                RawHttp.exchange(
                        gateway.port,
                        RawHttp.head(
                                        "POST",
                                        "/api/books",
                                        "Content-Length: 5000",
                                        "Expect: 100-continue")
                                + "\r\n");
        GatewayTest.assertProblem(refused, 413, "too-large");

        var accepted =
                RawHttp.exchange(
                        gateway.port,
                        RawHttp.head(
                                        "POST",
                                        "/api/books",
                                        "Content-Length: 2",
                                        "Expect: 100-continue")
                                + "\r\nhi");
        assertThat(accepted.status()).isEqualTo(100);
        assertThat(accepted.body()).contains("200 OK");
        assertThat(gateway.upstream.only().headers()).doesNotContainKey("expect");
        assertThat(gateway.upstream.only().body()).isEqualTo("hi");
    }

    @Test
    void aServiceMayAnswerBeforeItHasReadEverything() throws IOException {
        gateway.upstream.answers(request -> request.response().setStatusCode(401).end("no"));

        assertThat(gateway.send("POST", "/api/early", "x".repeat(MAX)).status()).isEqualTo(401);
    }

    /** A service that reads nothing must stop the client and not fill the gateway's memory. */
    @Test
    void aSlowServiceSlowsTheClientDown() throws IOException, InterruptedException {
        String definition =
                GatewayFixture.DEFINITION
                        .replace("body_max_bytes: 1000,", "body_max_bytes: 900000000,")
                        .replace("timeout_seconds: 1", "timeout_seconds: 4");
        try (GatewayFixture patient = new GatewayFixture(definition);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), patient.port)) {
            patient.upstream.answers(request -> request.pause());
            OutputStream out = socket.getOutputStream();
            out.write(head("/api/early"));
            AtomicLong sent = new AtomicLong();
            Thread eager =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    while (true) {
                                        out.write(chunk(100_000));
                                        sent.addAndGet(100_000);
                                    }
                                } catch (IOException cutOff) {
                                    // The gateway's patience has ended.
                                }
                            });
            TimeUnit.MILLISECONDS.sleep(1500);
            long after = sent.get();
            TimeUnit.MILLISECONDS.sleep(1000);

            assertThat(sent.get()).isEqualTo(after).isLessThan(50_000_000);
            assertThat(eager.isAlive()).isTrue();
        }
    }

    private RawHttp.Response chunked(String target, int size, int count) throws IOException {
        StringBuilder request =
                new StringBuilder(new String(head(target), StandardCharsets.US_ASCII));
        request.append(new String(chunk(size), StandardCharsets.US_ASCII).repeat(count));
        return RawHttp.exchange(gateway.port, request.append("0\r\n\r\n").toString());
    }

    private static byte[] head(String target) {
        return (RawHttp.head("POST", target, "Transfer-Encoding: chunked") + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] chunk(int size) {
        return (Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
