package dev.cloudshelf.local.gateway;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.TimeUnit;

/** The gateway's server on one event loop, with connections to the services of its own. */
final class GatewayServer extends AbstractVerticle {

    private static final int HEADERS_MAX_BYTES = 16 * 1024;
    private static final int REQUEST_LINE_MAX_BYTES = 8 * 1024;
    private static final int IDLE_TIMEOUT_SECONDS = 60;
    private static final int CONNECT_TIMEOUT_MILLIS = 2000;
    private static final int CONNECTIONS_PER_SERVICE = 64;
    private static final int WAITING_REQUESTS_MAX = 512;

    private final GatewayConfig config;
    private final Definition definition;

    GatewayServer(GatewayConfig config, Definition definition) {
        this.config = config;
        this.definition = definition;
    }

    @Override
    public void start(Promise<Void> started) {
        AccessLog log = AccessLog.on(vertx, System.out);
        HttpServerOptions options =
                new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(config.port())
                        .setMaxHeaderSize(HEADERS_MAX_BYTES)
                        .setMaxInitialLineLength(REQUEST_LINE_MAX_BYTES)
                        .setIdleTimeout(IDLE_TIMEOUT_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS);
        vertx.createHttpServer(options)
                .requestHandler(new Gateway(vertx, client(), definition, config, log))
                .invalidRequestHandler(request -> refuseUnreadable(request, log))
                .listen()
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private HttpClient client() {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                        .setMaxHeaderSize(HEADERS_MAX_BYTES)
                        .setKeepAliveTimeout(IDLE_TIMEOUT_SECONDS),
                new PoolOptions()
                        .setHttp1MaxSize(CONNECTIONS_PER_SERVICE)
                        .setMaxWaitQueueSize(WAITING_REQUESTS_MAX));
    }

    /** What the HTTP codec could not read, or would not because it was too long. */
    private void refuseUnreadable(HttpServerRequest request, AccessLog log) {
        Exchange exchange = new Exchange(vertx, request, log);
        switch (request.decoderResult().cause()) {
            case TooLongHttpLineException line ->
                    exchange.refuse(
                            GatewayProblem.URI_TOO_LONG,
                            "The request line may have at most %d bytes."
                                    .formatted(REQUEST_LINE_MAX_BYTES));
            case TooLongHttpHeaderException headers ->
                    exchange.refuse(
                            GatewayProblem.HEADERS_TOO_LARGE,
                            "The headers may have at most %d bytes together."
                                    .formatted(HEADERS_MAX_BYTES));
            case null, default ->
                    exchange.refuse(GatewayProblem.MALFORMED, "This is not a proper HTTP request.");
        }
    }
}
