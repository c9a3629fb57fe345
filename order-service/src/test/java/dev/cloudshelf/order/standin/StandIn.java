package dev.cloudshelf.order.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server on a free port of 127.0.0.1 that can be slow, talk nonsense, lose answers, or be gone.
 */
public abstract class StandIn {

    protected static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern INTERNAL = Pattern.compile("^/internal/[a-z-]+/([^/]+)");

    /** Longer than the tests' deadline of a call, shorter than anybody's patience. */
    private static final Duration SLOW = Duration.ofMillis(700);

    /** What can be wrong with a call. */
    public enum Trouble {
        /** It is done, but too late for whoever asked. */
        SLOW,
        /** An answer that is not JSON. */
        GARBAGE,
        /** A page for people, and it says so. */
        WRONG_TYPE,
        /** JSON of the wrong shape. */
        WRONG_SHAPE,
        SERVER_ERROR,
        /** It is not done, and the connection ends. */
        DROPPED,
        /** It is done, and the connection ends before the answer. */
        ANSWER_LOST,
        /** It is done, and the connection ends in the middle of the answer. */
        CUT
    }

    /** One request as it arrived. */
    public record Call(
            String method, String path, JsonNode body, String authorization, String requestId) {

        public static Predicate<Call> to(String method, String pathEnd) {
            return call -> call.method().equals(method) && call.path().endsWith(pathEnd);
        }
    }

    /** The id in a path such as {@code /internal/carts/<id>}. */
    protected static String idIn(Call call) {
        Matcher path = INTERNAL.matcher(call.path());
        if (!path.find()) {
            throw new IllegalArgumentException("No such path: " + call.path());
        }
        return path.group(1);
    }

    /** What to answer. */
    protected record Answer(int status, @Nullable JsonNode body) {}

    private record Planned(Predicate<Call> which, Trouble trouble, AtomicInteger left) {}

    private final ConcurrentLinkedQueue<Planned> planned = new ConcurrentLinkedQueue<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private int port;
    private @Nullable HttpServer server;

    protected abstract Answer handle(Call call);

    /** Starts it; again after {@link #stop}, on the port that it had. */
    public void start() {
        try {
            HttpServer starting =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            starting.createContext("/", this::serve);
            starting.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            starting.start();
            port = starting.getAddress().getPort();
            server = starting;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Plans trouble for the next calls of a kind. */
    public void trouble(Predicate<Call> which, Trouble trouble, int times) {
        planned.add(new Planned(which, trouble, new AtomicInteger(times)));
    }

    /** Back to a server that works and remembers nothing. */
    public void reset() {
        planned.clear();
        calls.clear();
        if (server == null) {
            start();
        }
    }

    public List<Call> calls(Predicate<Call> which) {
        return calls.stream().filter(which).toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = read(exchange);
            calls.add(call);
            Trouble trouble = nextTrouble(call);
            if (trouble == null) {
                send(exchange, handle(call));
                return;
            }
            switch (trouble) {
                case SLOW -> {
                    Answer late = handle(call);
                    sleep();
                    send(exchange, late);
                }
                case GARBAGE -> send(exchange, 200, "<html>It works!</html>");
                case WRONG_TYPE -> send(exchange, 200, "text/html", "<html>It works!</html>");
                case WRONG_SHAPE -> send(exchange, 200, "{\"surprise\": [1, 2]}");
                case SERVER_ERROR -> send(exchange, 500, "{}");
                case DROPPED -> {}
                case ANSWER_LOST -> handle(call);
                case CUT -> sendHalf(exchange, handle(call));
            }
        }
    }

    private @Nullable Trouble nextTrouble(Call call) {
        for (Planned plan : planned) {
            if (plan.which().test(call) && plan.left().getAndDecrement() > 0) {
                return plan.trouble();
            }
        }
        return null;
    }

    private static Call read(HttpExchange exchange) throws IOException {
        return new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                body(exchange),
                header(exchange, "Authorization"),
                header(exchange, "X-Request-Id"));
    }

    /** A form is read as JSON with its fields. */
    private static JsonNode body(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!header(exchange, "Content-Type").endsWith("form-urlencoded")) {
            return body.length == 0 ? JSON.nullNode() : JSON.readTree(body);
        }
        ObjectNode fields = JSON.createObjectNode();
        for (String field : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = field.indexOf('=');
            fields.put(
                    field.substring(0, equals),
                    URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.body() == null) {
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            send(exchange, answer.status(), answer.body().toString());
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(
                exchange,
                status,
                status < 400 ? "application/json" : "application/problem+json",
                body);
    }

    private static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Closing the exchange before all that was announced ends the connection. */
    private static void sendHalf(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = String.valueOf(answer.body()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
    }

    private static void sleep() {
        try {
            Thread.sleep(SLOW);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    protected static Answer problem(int status, String slug) {
        return new Answer(status, JSON.createObjectNode().put("type", "/problems/" + slug));
    }
}
