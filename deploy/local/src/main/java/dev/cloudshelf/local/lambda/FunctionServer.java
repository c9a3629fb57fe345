package dev.cloudshelf.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a function is reached: by HTTP, which becomes an event and back as API Gateway makes it;
 * and by {@code Invoke} of Lambda's API, as other functions do, which are reached through here as
 * well.
 */
final class FunctionServer implements AutoCloseable {

    /** Answers 200 as soon as functions can be invoked; none is started for it. */
    static final String READY = "/2015-03-31/functions";

    private static final Pattern INVOKE = Pattern.compile(READY + "/([A-Za-z0-9_-]+)/invocations");

    /** Lambda's limit of an event. */
    private static final int EVENT_BYTES_MAX = 6 * 1024 * 1024;

    private static final String FUNCTION_ERROR = "X-Amz-Function-Error";

    private final String name;
    private final Instances instances;
    private final Times times;
    private final Map<String, URI> others;
    private final Clock clock;
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;

    /**
     * @param others where the functions beside this one are reached
     */
    FunctionServer(
            String name,
            int port,
            Instances instances,
            Times times,
            Map<String, URI> others,
            Clock clock)
            throws IOException {
        this.name = name;
        this.instances = instances;
        this.times = times;
        this.others = Map.copyOf(others);
        this.clock = clock;
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(EVENT_BYTES_MAX + 1);
            Matcher invoke = INVOKE.matcher(exchange.getRequestURI().getPath());
            if (body.length > EVENT_BYTES_MAX) {
                exchange.sendResponseHeaders(413, -1);
            } else if (exchange.getRequestURI().getPath().equals(READY)) {
                send(exchange, 200, times.toJson());
            } else if (invoke.matches()) {
                invoke(exchange, invoke.group(1), new String(body, StandardCharsets.UTF_8));
            } else {
                request(exchange, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void request(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        String event = HttpEvent.of(exchange, body, clock);
        if (event.length() > EVENT_BYTES_MAX) {
            exchange.sendResponseHeaders(413, -1);
            return;
        }
        switch (instances.invoke(event)) {
            case Reply.Answered answered -> HttpEvent.send(answered.payload(), exchange);
            // As API Gateway puts it: the function's own words are not the client's business.
            case Reply.Failed failed ->
                    send(
                            exchange,
                            failed.error().equals("Sandbox.Timedout") ? 504 : 502,
                            "{\"message\":\"Internal Server Error\"}");
        }
    }

    private void invoke(HttpExchange exchange, String function, String event)
            throws IOException, InterruptedException {
        URI other = others.get(function);
        if (function.equals(name)) {
            switch (instances.invoke(event)) {
                case Reply.Answered answered -> send(exchange, 200, answered.payload());
                case Reply.Failed(var error, var payload) -> {
                    exchange.getResponseHeaders().set(FUNCTION_ERROR, error);
                    send(exchange, 200, payload.isEmpty() ? "{}" : payload);
                }
            }
        } else if (other != null) {
            pass(exchange, other, function, event);
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
    }

    private void pass(HttpExchange exchange, URI other, String function, String event)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(
                                        other.resolve(READY + "/" + function + "/invocations"))
                                .POST(HttpRequest.BodyPublishers.ofString(event))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        answer.headers()
                .firstValue(FUNCTION_ERROR)
                .ifPresent(error -> exchange.getResponseHeaders().set(FUNCTION_ERROR, error));
        send(exchange, answer.statusCode(), answer.body());
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        instances.close();
        http.close();
    }
}
