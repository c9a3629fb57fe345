package dev.cloudshelf.systemtests.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Stands on the wire between order-service and a service that it calls, hands on every call and
 * answer as it is, and springs the trap when a call is the one that it waits for.
 */
final class Wiretap implements AutoCloseable {

    /** Longer than a lease, the sweeper's grace and a restart together. */
    private static final Duration LATE = Duration.ofSeconds(12);

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** About as long as a step takes. */
    private static final int DURING_MICROS_MAX = 6000;

    /** They belong to one connection, not to the message. */
    private static final List<String> HOP_BY_HOP =
            List.of(
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "transfer-encoding",
                    "upgrade");

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Trap trap;
    private final AtomicInteger heldBack = new AtomicInteger();
    private volatile @Nullable Lead lead;

    /** Where calls go, and who kills; both are there only when the cloud is. */
    private record Lead(URI service, Killer killer, RandomGenerator random) {}

    Wiretap(Trap trap) throws IOException {
        this.trap = trap;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Until then calls are not answered. */
    void leadTo(URI service, Killer killer, RandomGenerator random) {
        lead = new Lead(service, killer, random);
    }

    /** How many calls have yet to arrive late. */
    int heldBack() {
        return heldBack.get();
    }

    /** Closing without an answer breaks the connection, as a death of the called one does. */
    private void handle(HttpExchange exchange) throws IOException {
        Lead known = lead;
        try (exchange) {
            if (known == null) {
                return;
            }
            HttpRequest call = call(exchange, known.service());
            Optional<Trap.Armed> sprung =
                    Step.of(exchange.getRequestMethod(), exchange.getRequestURI().getPath())
                            .flatMap(trap::springs);
            if (sprung.isPresent()) {
                spring(sprung.get(), call, known);
            } else {
                answer(exchange, client.send(call, BodyHandlers.ofByteArray()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpRequest call(HttpExchange exchange, URI service) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder call =
                HttpRequest.newBuilder(service.resolve(exchange.getRequestURI()))
                        .timeout(TIMEOUT)
                        .method(
                                exchange.getRequestMethod(),
                                body.length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    if (!isHopByHop(name)) {
                        values.forEach(value -> call.header(name, value));
                    }
                });
        return call.build();
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
            throws IOException {
        answer.headers()
                .map()
                .forEach((name, values) -> {
                    if (!isHopByHop(name)) {
                        exchange.getResponseHeaders().put(name, List.copyOf(values));
                    }
                });
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static boolean isHopByHop(String header) {
        return HOP_BY_HOP.contains(header.toLowerCase(Locale.ROOT));
    }

    private void spring(Trap.Armed sprung, HttpRequest call, Lead known)
            throws InterruptedException, IOException {
        boolean killed = false;
        try {
            killed =
                    switch (sprung.point().moment()) {
                        case BEFORE, LATE -> known.killer().killAt(sprung.point());
                        case DURING -> during(sprung.point(), call, known);
                        case AFTER -> isDone(call) && known.killer().killAt(sprung.point());
                    };
        } finally {
            sprung.outcome().complete(killed);
        }
        if (killed && sprung.point().moment() == Point.Moment.LATE) {
            arriveLate(call);
        }
    }

    private boolean during(Point point, HttpRequest call, Lead known)
            throws IOException, InterruptedException {
        CompletableFuture<?> answer = client.sendAsync(call, BodyHandlers.discarding());
        Thread.sleep(Duration.ofNanos(1000L * known.random().nextInt(DURING_MICROS_MAX)));
        boolean killed = known.killer().killAt(point);
        answer.cancel(true);
        return killed;
    }

    /** Whether the called one has answered, be it that it refused. */
    private boolean isDone(HttpRequest call) throws InterruptedException {
        try {
            return client.send(call, BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException unanswered) {
            return false;
        }
    }

    private void arriveLate(HttpRequest call) throws InterruptedException {
        heldBack.incrementAndGet();
        try {
            Thread.sleep(LATE);
            isDone(call);
        } finally {
            heldBack.decrementAndGet();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
    }
}
