package dev.cloudshelf.local.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small service that remembers what reached it. */
final class Upstream {

    /**
     * @param uri as it was on the request line
     * @param headers the first value of each, names in lower case
     */
    record Seen(String method, String uri, Map<String, String> headers, String body) {}

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Handler<HttpServerRequest> answer = request -> request.response().end("ok");

    Upstream(Vertx vertx) {
        server =
                vertx.createHttpServer()
                        .requestHandler(this::receive)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
    }

    private void receive(HttpServerRequest request) {
        if (request.uri().startsWith("/early")) {
            answer.handle(request);
            return;
        }
        request.body()
                .onSuccess(body -> {
                    Map<String, String> headers = new java.util.TreeMap<>();
                    request.headers()
                            .forEach((name, value) ->
                                    headers.putIfAbsent(
                                            name.toLowerCase(java.util.Locale.ROOT), value));
                    seen.add(
                            new Seen(
                                    request.method().name(),
                                    request.uri(),
                                    headers,
                                    body.toString()));
                    answer.handle(request);
                });
    }

    /** What it answers from now on. */
    void answers(Handler<HttpServerRequest> next) {
        answer = next;
    }

    List<Seen> seen() {
        return seen;
    }

    Seen only() {
        if (seen.size() != 1) {
            throw new AssertionError("Expected one request, got " + seen);
        }
        return seen.getFirst();
    }

    void forget() {
        seen.clear();
        answer = request -> request.response().end("ok");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }
}
