package dev.cloudshelf.kernel.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lambda's API as far as Invoke goes: it refuses what is not signed, as AWS does. */
final class StandInLambda implements AutoCloseable {

    private static final Pattern AUTHORIZATION =
            Pattern.compile(
                    "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\S+), SignedHeaders=([a-z0-9;-]+),"
                            + " Signature=([0-9a-f]{64})");

    private final HttpServer server;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private volatile String answer = "{\"statusCode\": 204}";
    private volatile String functionError = "";

    StandInLambda() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::invoke);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What the function answers from now on. */
    void answer(String payload) {
        answer = payload;
    }

    /** The function dies from now on, in Lambda's words for how. */
    void fail(String error) {
        functionError = error;
    }

    List<String> events() {
        return events;
    }

    List<String> paths() {
        return paths;
    }

    private void invoke(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (!isSigned(exchange, body)) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            events.add(body);
            paths.add(exchange.getRequestURI().getRawPath());
            if (!functionError.isEmpty()) {
                exchange.getResponseHeaders().add("X-Amz-Function-Error", functionError);
            }
            byte[] payload = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, payload.length);
            exchange.getResponseBody().write(payload);
        }
    }

    private boolean isSigned(HttpExchange exchange, String body) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        Matcher parts = AUTHORIZATION.matcher(header == null ? "" : header);
        if (!parts.matches()
                || !parts.group(1).equals(Role.KEY)
                || !parts.group(2).equals(Role.scope("lambda"))) {
            return false;
        }
        Map<String, String> signed = new TreeMap<>();
        for (String name : parts.group(3).split(";", -1)) {
            signed.put(name, exchange.getRequestHeaders().getFirst(name));
        }
        String time = exchange.getRequestHeaders().getFirst("X-Amz-Date");
        return signed.keySet().containsAll(List.of("host", "x-amz-security-token"))
                && new Signature(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI(),
                                signed,
                                body,
                                parts.group(2))
                        .by(Role.SECRET, time)
                        .equals(parts.group(4));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
