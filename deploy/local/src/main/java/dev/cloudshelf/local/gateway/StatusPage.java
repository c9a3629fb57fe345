package dev.cloudshelf.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What runs where, for people: a page, its data, and the API definition. */
final class StatusPage {

    private static final int CHECK_TIMEOUT_MILLIS = 1000;

    private final Vertx vertx;
    private final HttpClient client;
    private final NetClient sockets;
    private final GatewayConfig config;
    private final String definition;
    private final String page = resource("status.html");
    private final String policy =
            """
            default-src 'none'; connect-src 'self'; img-src data:; style-src 'sha256-%s'; \
            script-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\
            """
                    .formatted(InlineHash.of(page, "style"), InlineHash.of(page, "script"));
    private @Nullable Future<JsonObject> check;

    StatusPage(Vertx vertx, HttpClient client, GatewayConfig config, String definition) {
        this.vertx = vertx;
        this.client = client;
        this.config = config;
        this.definition = definition;
        this.sockets =
                vertx.createNetClient(
                        new NetClientOptions().setConnectTimeout(CHECK_TIMEOUT_MILLIS));
    }

    private static String resource(String name) {
        try (InputStream in = StatusPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not packaged");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean serves(HttpMethod method, String path) {
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        return reads
                && switch (path) {
                    case "/", "/status.json", "/openapi.yaml" -> true;
                    default -> false;
                };
    }

    void serve(Exchange exchange, String path) {
        switch (path) {
            case "/openapi.yaml" -> exchange.text("application/yaml; charset=utf-8", definition);
            case "/status.json" ->
                    status().onSuccess(status ->
                            exchange.text("application/json", status.encodePrettily()));
            default -> {
                exchange.response().putHeader("Content-Security-Policy", policy);
                exchange.text("text/html; charset=utf-8", page);
            }
        }
    }

    /** All who ask within a second get the same answer: the page must not become a load test. */
    private Future<JsonObject> status() {
        Future<JsonObject> recent = check;
        if (recent != null) {
            return recent;
        }
        Future<JsonObject> fresh = checkAll();
        check = fresh;
        vertx.setTimer(CHECK_TIMEOUT_MILLIS, fired -> check = null);
        return fresh;
    }

    private Future<JsonObject> checkAll() {
        List<Future<JsonObject>> checks = new ArrayList<>();
        new TreeMap<>(config.services())
                .forEach((name, address) -> checks.add(checkService(name, address)));
        config.stores().forEach((name, port) -> checks.add(checkStore(name, port)));
        return Future.join(checks)
                .map(all -> {
                    JsonArray components = new JsonArray();
                    checks.forEach(done -> components.add(done.result()));
                    return new JsonObject()
                            .put("gateway", Map.of("port", config.port()))
                            .put("components", components);
                });
    }

    private Future<JsonObject> checkService(String name, URI address) {
        RequestOptions health =
                new RequestOptions()
                        .setHost(address.getHost())
                        .setPort(address.getPort())
                        .setURI("/q/health/ready")
                        .setTimeout(CHECK_TIMEOUT_MILLIS);
        return client.request(health)
                .compose(HttpClientRequest::send)
                .compose(response -> response.body().map(response.statusCode() == 200))
                .otherwise(false)
                .map(up ->
                        component("service", name, address.getPort(), up)
                                .put("url", address.toString()));
    }

    private Future<JsonObject> checkStore(String name, int port) {
        return sockets.connect(port, "127.0.0.1")
                .compose(socket -> socket.close().map(true))
                .otherwise(false)
                .map(up -> component("store", name, port, up));
    }

    private static JsonObject component(String kind, String name, int port, boolean up) {
        return new JsonObject().put("kind", kind).put("name", name).put("port", port).put("up", up);
    }
}
