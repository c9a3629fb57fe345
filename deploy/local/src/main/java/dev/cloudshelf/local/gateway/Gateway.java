package dev.cloudshelf.local.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of each request: the gateway's own pages, an operation of the definition, or
 * a problem. A path that is not in the definition does not exist.
 */
final class Gateway implements Handler<HttpServerRequest> {

    private final Vertx vertx;
    private final HttpClient client;
    private final Definition definition;
    private final Map<String, URI> services;
    private final Cors cors;
    private final ClientLimit clients;
    private final StatusPage pages;
    private final AccessLog log;

    Gateway(
            Vertx vertx,
            HttpClient client,
            Definition definition,
            GatewayConfig config,
            ClientLimit clients,
            AccessLog log) {
        this.vertx = vertx;
        this.client = client;
        this.definition = definition;
        this.services = config.services();
        this.cors = definition.cors().allowing(config.corsOrigins());
        this.clients = clients;
        this.pages = new StatusPage(vertx, client, config, definition.text());
        this.log = log;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(vertx, request, log, definition.responseHeaders());
        try {
            if (exchange.enter(clients)) {
                answer(exchange);
            } else {
                exchange.refuse(
                        GatewayProblem.TOO_MANY_REQUESTS,
                        "Your address has too many requests in flight: wait for some to end.");
            }
        } catch (RuntimeException fault) {
            log.fault(exchange.requestId(), fault);
            exchange.refuse(
                    GatewayProblem.INTERNAL, "The request id in 'instance' finds the cause.");
        }
    }

    private void answer(Exchange exchange) {
        HttpServerRequest request = exchange.request();
        if (isEncodedOddly(request)) {
            exchange.refuse(GatewayProblem.MALFORMED, "A body is sent plain or chunked.");
            return;
        }
        String path = request.path();
        if (path == null) {
            exchange.refuse(GatewayProblem.MALFORMED, "The request has no path.");
            return;
        }
        if (pages.serves(request.method(), path)) {
            exchange.logAs(path);
            pages.serve(exchange, path);
            return;
        }
        Optional<List<String>> segments = RequestPath.segments(path);
        if (segments.isEmpty() || !isUnderBase(segments.get())) {
            exchange.refuse(GatewayProblem.NOT_FOUND, "There is nothing at this path.");
            return;
        }
        route(exchange, segments.get().subList(1, segments.get().size()));
    }

    private boolean isUnderBase(List<String> segments) {
        return definition.basePath().equals("/" + segments.getFirst());
    }

    private void route(Exchange exchange, List<String> segments) {
        HttpMethod method = exchange.request().method();
        if (method.equals(HttpMethod.OPTIONS)) {
            answerOptions(exchange, segments);
            return;
        }
        cors.apply(exchange.request().headers(), exchange.response().headers());
        switch (definition.routes().match(method, segments)) {
            case RouteTable.Match.Found(Route route) -> forward(exchange, route, segments);
            case RouteTable.Match.WrongMethod(var allowed) -> {
                exchange.response().putHeader("Allow", String.join(", ", allowed));
                exchange.refuse(
                        GatewayProblem.METHOD_NOT_ALLOWED,
                        "This path takes %s.".formatted(String.join(", ", allowed)));
            }
            case RouteTable.Match.UnknownPath() ->
                    exchange.refuse(GatewayProblem.NOT_FOUND, "There is nothing at this path.");
        }
    }

    /** Preflights are the gateway's to answer, and so is the question which methods there are. */
    private void answerOptions(Exchange exchange, List<String> segments) {
        HttpServerRequest request = exchange.request();
        switch (definition.routes().match(HttpMethod.OPTIONS, segments)) {
            case RouteTable.Match.WrongMethod(var allowed) -> {
                if (Cors.isPreflight(request.headers())) {
                    cors.answerPreflight(request.headers(), request.response().headers());
                }
                request.response().putHeader("Allow", String.join(", ", allowed));
                exchange.empty(204);
            }
            case RouteTable.Match.Found(var route) ->
                    throw new IllegalStateException(route + " is not read from the definition");
            case RouteTable.Match.UnknownPath() ->
                    exchange.refuse(GatewayProblem.NOT_FOUND, "There is nothing at this path.");
        }
    }

    private void forward(Exchange exchange, Route route, List<String> segments) {
        HttpServerRequest request = exchange.request();
        exchange.logAs(route.template());
        if (!isReadable(request.query())) {
            // Services do not read such a one, and would answer without a word.
            exchange.refuse(
                    GatewayProblem.MALFORMED,
                    "The query has characters that are sent percent-encoded (RFC 3986).");
            return;
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        // The HTTP codec has already refused a length that is not a number.
        if (length != null && Long.parseLong(length) > route.bodyMaxBytes()) {
            exchange.refuse(GatewayProblem.TOO_LARGE, route.tooLarge());
            return;
        }
        if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            // Nothing is left to object to, so the client may send; the service never sees the
            // question.
            request.response().writeContinue();
        }
        URI service = services.get(route.service());
        if (service == null) {
            exchange.refuse(
                    GatewayProblem.UNAVAILABLE, route.service() + " does not run here at present.");
            return;
        }
        new Forwarding(vertx, client, exchange, route, service, definition.basePath(), log)
                .send(Route.upstreamPath(segments));
    }

    private static boolean isReadable(@Nullable String query) {
        try {
            return query == null || new URI("/?" + query).getRawQuery() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isEncodedOddly(HttpServerRequest request) {
        List<String> encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        return !encodings.isEmpty() && !encodings.equals(List.of("chunked"));
    }
}
