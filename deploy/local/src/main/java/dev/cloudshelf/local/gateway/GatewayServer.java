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

    /** One client, however slow its requests are, leaves most of the connections to others. */
    private static final int CONNECTIONS_PER_REQUEST_OF_ONE_CLIENT = 4;

    private static final int WAITING_REQUESTS_MAX = 512;

    private final GatewayConfig config;
    private final Definition definition;
    private final ClientLimit clients;

    /**
     * @param clients one for all servers of a gateway
     */
    GatewayServer(GatewayConfig config, Definition definition, ClientLimit clients) {
        this.config = config;
        this.definition = definition;
        this.clients = clients;
    }

    @Override
    public void start(Promise<Void> started) {
        AccessLog log = AccessLog.on(vertx, System.out);
        HttpServerOptions options =
                new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(config.port())
                        // Its streams would pass what HTTP/1.1 refuses, and each would count alone.
                        .setHttp2ClearTextEnabled(false)
                        .setMaxHeaderSize(HEADERS_MAX_BYTES)
                        .setMaxInitialLineLength(REQUEST_LINE_MAX_BYTES)
                        .setIdleTimeout(IDLE_TIMEOUT_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS);
        vertx.createHttpServer(options)
                .requestHandler(new Gateway(vertx, client(), definition, config, clients, log))
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
                        .setHttp1MaxSize(
                                config.requestsPerClientMax()
                                        * CONNECTIONS_PER_REQUEST_OF_ONE_CLIENT)
                        .setMaxWaitQueueSize(WAITING_REQUESTS_MAX));
    }

    /** What the HTTP codec could not read, or would not because it was too long. */
    private void refuseUnreadable(HttpServerRequest request, AccessLog log) {
        Exchange exchange = new Exchange(vertx, request, log, definition.responseHeaders());
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
