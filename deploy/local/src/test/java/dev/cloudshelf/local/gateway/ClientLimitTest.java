package dev.cloudshelf.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ClientLimitTest {

    private static final int MAX = GatewayFixture.REQUESTS_PER_CLIENT_MAX;
    private static final int SLOW_MILLIS = 900;

    private final GatewayFixture gateway =
            new GatewayFixture(
                    GatewayFixture.DEFINITION.replace("timeout_seconds: 1", "timeout_seconds: 3"));

    @AfterEach
    void end() {
        gateway.close();
    }

    @Test
    void oneAddressDoesNotMakeAnotherWait() throws Exception {
        gateway.upstream.answers(request -> {
            if (request.uri().equals("/books/slow")) {
                gateway.vertx.setTimer(SLOW_MILLIS, fired -> request.response().end("slow"));
            } else {
                request.response().end("ok");
            }
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RawHttp.Response>> slow = new ArrayList<>();
            for (int i = 0; i < 180; i++) {
                slow.add(threads.submit(() -> gateway.get("/api/books/slow")));
            }
            TimeUnit.MILLISECONDS.sleep(300);
            long startNanos = System.nanoTime();

            assertThat(fromAnotherAddress("/api/books/1")).startsWith("HTTP/1.1 200 ");

            assertThat(System.nanoTime() - startNanos)
                    .isLessThan(TimeUnit.MILLISECONDS.toNanos(SLOW_MILLIS / 2));
            int served = 0;
            for (Future<RawHttp.Response> each : slow) {
                RawHttp.Response response = each.get();
                if (response.status() == 200) {
                    served++;
                } else {
                    GatewayTest.assertProblem(response, 429, "too-many-requests");
                    assertThat(response.header("retry-after")).isEqualTo("2");
                }
            }
            assertThat(served).isEqualTo(MAX);
        }
        assertThat(gateway.get("/api/books/1").status()).isEqualTo(200);
        assertNothingIsCounted();
    }

    @Test
    void whateverBecomesOfARequestItIsCountedOnce() throws Exception {
        gateway.upstream.answers(request -> {
            if (request.uri().equals("/books/silent")) {
                request.response().setChunked(true).write("half");
            } else if (!request.uri().equals("/books/never")) {
                request.response().end("ok");
            }
        });
        List<String> requests =
                List.of(
                        RawHttp.head("GET", "/api/books/never") + "\r\n",
                        RawHttp.head("GET", "/api/books/silent") + "\r\n",
                        RawHttp.head("POST", "/api/books", "Content-Length: 500") + "\r\nslow",
                        RawHttp.head("POST", "/api/books", "Content-Length: 5000") + "\r\nslow",
                        RawHttp.head("POST", "/api/books", "Transfer-Encoding: chunked")
                                + "\r\n5\r\nsl",
                        RawHttp.head("POST", "/api/books", "Transfer-Encoding: chunked")
                                + "\r\nno chunk\r\n",
                        RawHttp.head("POST", "/api/early", "Transfer-Encoding: chunked")
                                + "\r\n5\r\nsl",
                        RawHttp.head("GET", "/api/books/never", "Upgrade: websocket") + "\r\n",
                        RawHttp.head("GET", "/api/gone") + "\r\n",
                        RawHttp.head("GET", "/api/unknown") + "\r\n",
                        RawHttp.head("GET", "/status.json") + "\r\n",
                        RawHttp.head("OPTIONS", "/api/books") + "\r\n",
                        "GET /api/books HTTP/1.1\r\nHost: a\r\n\r\n".repeat(5),
                        "GET /api/books/never HTTP/1.1\r\nHost: a\r\n\r\n".repeat(5),
                        "nonsense\r\n\r\n");
        List<Callable<Void>> aborted = new ArrayList<>();
        for (String request : requests) {
            for (int i = 0; i < 3; i++) {
                int waitMillis = i * 100;
                aborted.add(() -> {
                    abort(request, waitMillis);
                    return null;
                });
            }
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> each : threads.invokeAll(aborted)) {
                each.get();
            }
        }
        assertNothingIsCounted();
        for (int i = 0; i < MAX + 10; i++) {
            assertThat(gateway.get("/api/books/1").status()).isEqualTo(200);
        }
    }

    @Test
    void anAddressThatHasLeftIsForgotten() {
        ClientLimit limit = new ClientLimit(1);

        assertThat(limit.enter("a")).isTrue();
        assertThat(limit.enter("a")).isFalse();
        assertThat(limit.enter("b")).isTrue();
        limit.leave("a");
        assertThat(limit.enter("a")).isTrue();
        limit.leave("a");
        limit.leave("b");

        assertThat(limit.addresses()).isZero();
    }

    private void abort(String request, int waitMillis) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            TimeUnit.MILLISECONDS.sleep(waitMillis);
            // Not a word of goodbye.
            socket.setSoLinger(waitMillis == 0, 0);
        }
    }

    private String fromAnotherAddress(String target) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress("127.0.0.2", 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port));
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((RawHttp.head("GET", target) + "\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** At the latest when the operations' time is over. */
    private void assertNothingIsCounted() throws InterruptedException {
        for (int i = 0; i < 50 && gateway.clients.addresses() > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(gateway.clients.addresses()).isZero();
    }
}
