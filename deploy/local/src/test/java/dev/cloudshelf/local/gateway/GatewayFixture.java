package dev.cloudshelf.local.gateway;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A gateway before one service, by a definition in the shape of the real one. */
final class GatewayFixture implements AutoCloseable {

    static final int BODY_MAX_BYTES = 1000;
    static final int IMPORT_MAX_BYTES = 5_000_000;

    static final String DEFINITION =
            """
            openapi: 3.0.3
            servers:
              - url: /api
            paths:
              /books:
                get: %1$s
                post: %1$s
              /books/{id}:
                get: %1$s
                put: %1$s
                delete: %1$s
              /books/{id}/related:
                get: %1$s
              /books/isbn/{isbn}:
                get: %1$s
              /books/import:
                post: %2$s
              /early:
                post: %1$s
              /gone:
                get: {x-amazon-apigateway-integration: {uri: "${gone_service_arn}"}, x-cloudshelf-limits: {body_max_bytes: 10, timeout_seconds: 1}}
            x-amazon-apigateway-cors:
              allowOrigins: ["${cors_origins}"]
              allowMethods: [GET, POST]
              allowHeaders: [authorization, content-type]
              exposeHeaders: [etag, location]
              maxAge: 3600
            x-cloudshelf-response-headers:
              always: {X-Content-Type-Options: nosniff, Referrer-Policy: no-referrer}
              personal: {Content-Security-Policy: default-src 'none'}
            """
                    .formatted(operation(BODY_MAX_BYTES), operation(IMPORT_MAX_BYTES));

    /** Small, so that tests reach it. */
    static final int REQUESTS_PER_CLIENT_MAX = 64;

    final Vertx vertx = Vertx.vertx();
    final ClientLimit clients = new ClientLimit(REQUESTS_PER_CLIENT_MAX);
    final Upstream upstream = new Upstream(vertx);
    final int port = freePort();

    GatewayFixture() {
        this(DEFINITION);
    }

    GatewayFixture(String definition) {
        this(definition, List.of());
    }

    GatewayFixture(String definition, List<String> corsOrigins) {
        GatewayConfig config =
                new GatewayConfig(
                        port,
                        Path.of("unread"),
                        Map.of(
                                "catalog-service",
                                upstream.address(),
                                "gone-service",
                                URI.create("http://127.0.0.1:" + freePort())),
                        Map.of("PostgreSQL", upstream.address().getPort(), "DynamoDB", freePort()),
                        REQUESTS_PER_CLIENT_MAX,
                        corsOrigins);
        try {
            vertx.deployVerticle(new GatewayServer(config, Definition.parse(definition), clients))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("The gateway does not start", e);
        }
    }

    private static String operation(int bodyMaxBytes) {
        return "{x-amazon-apigateway-integration: {uri: \"${catalog_service_arn}\"},"
                + " x-cloudshelf-limits: {body_max_bytes: %d, timeout_seconds: 1}}"
                        .formatted(bodyMaxBytes);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    RawHttp.Response get(String target, String... headers) throws IOException {
        return RawHttp.get(port, target, headers);
    }

    RawHttp.Response send(String method, String target, String body, String... headers)
            throws IOException {
        String head = RawHttp.head(method, target, headers);
        return RawHttp.exchange(
                port, head + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
