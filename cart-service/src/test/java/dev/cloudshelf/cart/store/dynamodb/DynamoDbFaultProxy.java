package dev.cloudshelf.cart.store.dynamodb;

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
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A proxy before DynamoDB Local that injects faults which only the real DynamoDB has. Each planned
 * fault of an operation happens once, in order; later calls pass.
 */
final class DynamoDbFaultProxy implements AutoCloseable {

    /** The treatment of a call. */
    @FunctionalInterface
    interface Fault {

        void happen(Call call) throws IOException;

        /** Lets the call pass. */
        static Fault none() {
            return Call::passOn;
        }

        /** Loses the call before it reaches DynamoDB. */
        static Fault hungUp() {
            return Call::hangUp;
        }

        /** Lets DynamoDB process the call, and loses the response. */
        static Fault responseLost() {
            return call -> {
                call.forward();
                call.hangUp();
            };
        }

        /** Responds with a DynamoDB error. */
        static Fault error(int status, String name, String members) {
            return call ->
                    call.respond(
                            status,
                            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"planned\"%s}"
                                    .formatted(name, members));
        }

        /** Responds to a batch as if nothing of it was processed. */
        static Fault nothingProcessed() {
            return call ->
                    call.respond(
                            200,
                            call.body().replaceFirst("\"RequestItems\"", "\"UnprocessedItems\""));
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Queue<Fault>> plans = new ConcurrentHashMap<>();
    private final List<String> operations = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final URI behind;

    DynamoDbFaultProxy(URI behind) throws IOException {
        this.behind = behind;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    void plan(String operation, Fault... faults) {
        plans.put(operation, new ArrayDeque<>(List.of(faults)));
    }

    long calls(String operation) {
        return operations.stream().filter(operation::equals).count();
    }

    /** Returns the operations of all calls, in order. */
    List<String> all() {
        return operations;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String operation = target.substring(target.indexOf('.') + 1);
        operations.add(operation);
        byte[] body = exchange.getRequestBody().readAllBytes();
        Call call = new Call(exchange, new String(body, StandardCharsets.UTF_8));
        Queue<Fault> plan = plans.getOrDefault(operation, new ArrayDeque<>());
        Fault fault;
        synchronized (plan) {
            fault = plan.poll();
        }
        (fault == null ? Fault.none() : fault).happen(call);
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }

    /** A call that the proxy has received. */
    final class Call {

        private final HttpExchange exchange;
        private final String body;

        Call(HttpExchange exchange, String body) {
            this.exchange = exchange;
            this.body = body;
        }

        String body() {
            return body;
        }

        HttpResponse<String> forward() throws IOException {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(behind).POST(HttpRequest.BodyPublishers.ofString(body));
            for (String header : List.of("X-Amz-Target", "Content-Type", "Authorization")) {
                request.header(header, exchange.getRequestHeaders().getFirst(header));
            }
            try {
                return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        void passOn() throws IOException {
            HttpResponse<String> response = forward();
            respond(response.statusCode(), response.body());
        }

        void respond(int status, String json) throws IOException {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }

        void hangUp() {
            exchange.close();
        }
    }
}
