package dev.cloudshelf.local.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The two operations that an import uses, with the troubles that a test plans. */
final class FakeCatalogue implements AutoCloseable {

    /** Ends the connection in place of an answer. */
    static final int HANG_UP = 0;

    private static final ObjectMapper JSON = new ObjectMapper();

    final Map<String, JsonNode> books = new LinkedHashMap<>();
    final List<Integer> batchSizes = new ArrayList<>();
    final List<String> queries = new ArrayList<>();
    final List<JsonNode> signIns = new ArrayList<>();
    private final Deque<Integer> troubles = new ArrayDeque<>();
    private final HttpServer server;

    FakeCatalogue() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/tokens", this::signIn);
        server.createContext("/api/books/import", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next imports answer these statuses and take nothing, but for 200. */
    void plan(Integer... statuses) {
        troubles.addAll(List.of(statuses));
    }

    private synchronized void signIn(HttpExchange exchange) throws IOException {
        JsonNode grant = JSON.readTree(exchange.getRequestBody());
        signIns.add(grant);
        boolean known = grant.path("password").asText().equals("right");
        answer(
                exchange,
                known ? 200 : 401,
                known
                        ? "{\"access_token\":\"t%d\"}".formatted(signIns.size())
                        : "{\"detail\":\"Wrong e-mail or password.\"}");
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Integer trouble = troubles.poll();
        if (trouble != null && trouble != 200) {
            if (trouble == HANG_UP) {
                exchange.close();
            } else {
                answer(exchange, trouble, "{\"detail\":\"Planned trouble.\"}");
            }
            return;
        }
        String expected = "Bearer t" + signIns.size();
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
            return;
        }
        queries.add(exchange.getRequestURI().getRawQuery());
        answer(exchange, 200, take(new String(body, StandardCharsets.UTF_8)));
    }

    private String take(String ndjson) throws IOException {
        int created = 0;
        int unchanged = 0;
        List<String> rejected = new ArrayList<>();
        List<String> lines = ndjson.lines().toList();
        batchSizes.add(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            JsonNode book = JSON.readTree(lines.get(i));
            if (!book.has("author")) {
                rejected.add("{\"line\":%d,\"reason\":\"author is missing\"}".formatted(i + 1));
            } else if (books.put(book.path("title").asText(), book) == null) {
                created++;
            } else {
                unchanged++;
            }
        }
        return "{\"created\":%d,\"updated\":0,\"unchanged\":%d,\"rejected\":[%s]}"
                .formatted(created, unchanged, String.join(",", rejected));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
