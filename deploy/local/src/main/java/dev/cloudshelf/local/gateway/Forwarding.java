package dev.cloudshelf.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One request on its way to a service and back, within the limits of its operation. */
final class Forwarding implements ProxyInterceptor {

    private static final ProxyOptions OPTIONS = new ProxyOptions().setSupportWebSocket(false);

    /** So that the timer, which knows what to say, comes first. */
    private static final int AFTER_TIMEOUT_MILLIS = 250;

    private final Vertx vertx;
    private final HttpClient client;
    private final Exchange exchange;
    private final Route route;
    private final URI service;
    private final String basePath;
    private final AccessLog log;

    private String upstreamPath = "";
    private long timer;
    private boolean timedOut;
    private boolean unreadable;
    private @Nullable LimitedBody body;
    private @Nullable HttpClientRequest upstream;

    Forwarding(
            Vertx vertx,
            HttpClient client,
            Exchange exchange,
            Route route,
            URI service,
            String basePath,
            AccessLog log) {
        this.vertx = vertx;
        this.client = client;
        this.exchange = exchange;
        this.route = route;
        this.service = service;
        this.basePath = basePath;
        this.log = log;
    }

    void send(String path) {
        upstreamPath = path;
        exchange.whenUnreadable(this::giveUp);
        HttpProxy.reverseProxy(OPTIONS, client)
                .origin(this::connect)
                .addInterceptor(this)
                .handle(exchange.request());
    }

    private Future<HttpClientRequest> connect(ProxyContext context) {
        RequestOptions target =
                new RequestOptions()
                        .setHost(service.getHost())
                        .setPort(service.getPort())
                        // Where all connections are taken, waiting for one ends with the request.
                        .setConnectTimeout(route.timeoutMillis() + AFTER_TIMEOUT_MILLIS);
        return client.request(target)
                .map(request -> {
                    upstream = request;
                    // The failure arrives by the response too, where it is dealt with.
                    request.exceptionHandler(known -> {});
                    if (timedOut || unreadable) {
                        request.reset();
                    }
                    return request;
                });
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        HttpServerRequest incoming = exchange.request();
        ProxyRequest outgoing = context.request();
        String query = incoming.query();
        outgoing.setURI(query == null ? upstreamPath : upstreamPath + "?" + query);
        prepare(outgoing.headers(), incoming);
        Body sent = outgoing.getBody();
        LimitedBody limited = new LimitedBody(sent.stream(), route.bodyMaxBytes());
        body = limited;
        outgoing.setBody(Body.body(limited, sent.length()));
        timer = vertx.setTimer(route.timeoutMillis(), fired -> timeOut());
        return context.sendRequest()
                .recover(failure ->
                        unreadable
                                ? alreadyAnswered(outgoing)
                                : Future.succeededFuture(problem(outgoing, failure)));
    }

    private void prepare(MultiMap headers, HttpServerRequest incoming) {
        HopByHop.removeFrom(headers);
        headers.remove(HttpHeaders.EXPECT);
        headers.set(RequestId.HEADER, exchange.requestId());
        // The gateway is the edge: what a client says of where it comes from is not believed.
        headers.remove("forwarded");
        headers.set("x-forwarded-for", incoming.remoteAddress().hostAddress());
        headers.set("x-forwarded-proto", "http");
        if (incoming.authority() != null) {
            headers.set("x-forwarded-host", incoming.authority().toString());
        }
    }

    private void timeOut() {
        timedOut = true;
        if (upstream != null) {
            upstream.reset();
        }
        if (exchange.response().headWritten()) {
            // Half an answer must not look like a whole one.
            exchange.request().connection().close();
        }
    }

    /** The client has its response already: it sent what cannot be read. */
    private void giveUp() {
        unreadable = true;
        vertx.cancelTimer(timer);
        if (upstream != null) {
            upstream.reset();
        }
    }

    private static Future<ProxyResponse> alreadyAnswered(ProxyRequest outgoing) {
        outgoing.release();
        return Promise.<ProxyResponse>promise().future();
    }

    private ProxyResponse problem(ProxyRequest outgoing, Throwable failure) {
        vertx.cancelTimer(timer);
        GatewayProblem problem = GatewayProblem.UNAVAILABLE;
        String detail = "The %s does not answer at the moment.".formatted(route.service());
        if (body != null && body.isExceeded()) {
            problem = GatewayProblem.TOO_LARGE;
            detail = route.tooLarge();
        } else if (timedOut) {
            problem = GatewayProblem.GATEWAY_TIMEOUT;
            detail =
                    "The %s did not answer within %d seconds; what was asked may still have happened."
                            .formatted(route.service(), route.timeoutMillis() / 1000);
        } else if (!exchange.response().closed()) {
            log.outage(exchange.requestId(), route.service(), failure);
        }
        exchange.closeIfBodyIsLeft();
        Buffer text = problem.toJson(detail, exchange.requestId()).toBuffer();
        ProxyResponse response =
                outgoing.release()
                        .response()
                        .setStatusCode(problem.status())
                        .setBody(Body.body(text));
        problem.headers().forEach(response::putHeader);
        exchange.tellBrowsers(response.headers());
        return response;
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        ProxyResponse response = context.response();
        MultiMap headers = response.headers();
        HopByHop.removeFrom(headers);
        headers.remove(RequestId.HEADER);
        Cors.removeFrom(headers);
        exchange.tellBrowsers(headers);
        String location = headers.get(HttpHeaders.LOCATION);
        if (location != null) {
            headers.set(HttpHeaders.LOCATION, outside(location));
        }
        if (response.getStatusCode() == 204 || response.getStatusCode() == 304) {
            // Left in place, the empty body would be announced as a chunked one.
            response.getBody().stream().resume();
            response.setBody(null);
        }
        return context.sendResponse().onComplete(done -> vertx.cancelTimer(timer));
    }

    /** A service names what it made by its own address; the caller needs the gateway's. */
    private String outside(String location) {
        String own = service.toString();
        String path = location.startsWith(own) ? location.substring(own.length()) : location;
        return path.startsWith("/") && !path.startsWith("//") ? basePath + path : location;
    }
}
