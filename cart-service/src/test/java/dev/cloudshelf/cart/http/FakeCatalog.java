package dev.cloudshelf.cart.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/**
 * A fake of catalog-service, as a real HTTP server. It knows the books that it is given, and can
 * respond late, wrongly or not at all.
 */
@NullUnmarked
public final class FakeCatalog implements QuarkusTestResourceLifecycleManager {

    static final int ATTEMPT_MILLIS = 2_000;
    static final int DEADLINE_MILLIS = 4_000;
    static final int RETRIES_MAX = 2;
    static final int REFRESH_MILLIS = 1_000;
    static final int REFRESH_PAUSE_MILLIS = 1_500;

    /** A response; a status of 0 closes the connection without one. */
    record CannedResponse(int status, String contentType, String body, Duration delay) {

        static CannedResponse of(int status, String body) {
            return new CannedResponse(status, "application/json", body, Duration.ZERO);
        }

        static CannedResponse hangUp() {
            return of(0, "");
        }

        CannedResponse as(String otherContentType) {
            return new CannedResponse(status, otherContentType, body, delay);
        }

        CannedResponse after(Duration otherDelay) {
            return new CannedResponse(status, contentType, body, otherDelay);
        }
    }

    private final Map<UUID, Deque<CannedResponse>> responses = new ConcurrentHashMap<>();
    private final List<List<UUID>> lists = new CopyOnWriteArrayList<>();
    private volatile CannedResponse listResponse;
    private final Map<UUID, List<String>> requestIds = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/books/", this::respond);
        server.createContext("/books", this::respondToList);
        server.setExecutor(threads);
        server.start();
        return Map.of(
                "cloudshelf.catalog.url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "cloudshelf.catalog.attempt-millis",
                Integer.toString(ATTEMPT_MILLIS),
                "cloudshelf.catalog.deadline-millis",
                Integer.toString(DEADLINE_MILLIS),
                "cloudshelf.catalog.retries-max",
                Integer.toString(RETRIES_MAX),
                "cloudshelf.catalog.refresh-millis",
                Integer.toString(REFRESH_MILLIS),
                "cloudshelf.catalog.refresh-pause-millis",
                Integer.toString(REFRESH_PAUSE_MILLIS));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(FakeCatalog.class));
    }

    @Override
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Adds a book, as catalog-service would show it. */
    UUID sell(String title, String price) {
        UUID id = UUID.randomUUID();
        respond(id, CannedResponse.of(200, json(id, title, price)));
        return id;
    }

    /** Sets the responses for a book; the last one is repeated. */
    void respond(UUID id, CannedResponse... inOrder) {
        responses.put(id, new ArrayDeque<>(List.of(inOrder)));
    }

    /** Removes a book. */
    void withdraw(UUID id) {
        responses.remove(id);
    }

    /** Sets the response for lists of books; null for the real list. */
    void respondToLists(CannedResponse response) {
        listResponse = response;
    }

    /** Returns the requested lists that contain the book. */
    List<List<UUID>> listsWith(UUID id) {
        return lists.stream().filter(list -> list.contains(id)).toList();
    }

    static String json(UUID id, String title, String price) {
        return """
        {"id":"%s","title":"%s","author":"Somebody","isbn":null,"price":%s,"currency":"USD",
         "category":"Fiction","description":null,"image_url":"https://img/%s.jpg","language":"en",
         "published_year":1999,"average_rating":null,"ratings_count":null,"stock_quantity":3,
         "created_at":"2026-11-20T12:00:00Z","updated_at":"2026-11-20T12:00:00Z"}
        """
                .formatted(id, title, price, id);
    }

    /** Returns the request id of each call for a book. */
    List<String> requestIds(UUID id) {
        return requestIds.getOrDefault(id, List.of());
    }

    private void respond(HttpExchange exchange) throws IOException {
        UUID id = UUID.fromString(exchange.getRequestURI().getPath().substring("/books/".length()));
        requestIds
                .computeIfAbsent(id, unseen -> new CopyOnWriteArrayList<>())
                .add(exchange.getRequestHeaders().getFirst("X-Request-Id"));
        send(exchange, next(id));
    }

    private void respondToList(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        List<UUID> ids =
                Stream.of(query.substring("ids=".length()).split(","))
                        .map(UUID::fromString)
                        .toList();
        lists.add(ids);
        CannedResponse planned = listResponse;
        send(exchange, planned == null ? CannedResponse.of(200, list(ids)) : planned);
    }

    private String list(List<UUID> ids) {
        return ids.stream()
                .map(this::next)
                .filter(response -> response.status() == 200)
                .map(CannedResponse::body)
                .collect(Collectors.joining(",", "{\"items\":[", "],\"next_cursor\":null}"));
    }

    private static void send(HttpExchange exchange, CannedResponse response) throws IOException {
        try {
            Thread.sleep(response.delay());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (response.status() != 0) {
            byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", response.contentType());
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private CannedResponse next(UUID id) {
        Deque<CannedResponse> planned = responses.get(id);
        if (planned == null) {
            return CannedResponse.of(404, "{\"type\":\"/problems/not-found\",\"status\":404}")
                    .as("application/problem+json");
        }
        synchronized (planned) {
            return planned.size() == 1 ? planned.peek() : planned.poll();
        }
    }
}
