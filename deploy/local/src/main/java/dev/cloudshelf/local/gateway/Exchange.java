package dev.cloudshelf.local.gateway;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * One request and its answer: its id, the line that the log keeps of it, and what becomes of the
 * connection when the answer is there before all of the request is.
 */
final class Exchange {

    /** How long a client that is still sending may read the answer before the line is cut. */
    private static final long LINGER_MILLIS = 2000;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final AccessLog log;
    private final ResponseHeaders headers;
    private final String requestId;
    private final long startNanos = System.nanoTime();
    private String route = "none";
    private boolean finished;
    private boolean bodyIsLeft;
    private Runnable leave = () -> {};
    private Runnable whenUnreadable = () -> {};

    Exchange(Vertx vertx, HttpServerRequest request, AccessLog log, ResponseHeaders headers) {
        this.vertx = vertx;
        this.request = request;
        this.log = log;
        this.headers = headers;
        this.requestId = RequestId.acceptOrMake(request.getHeader(RequestId.HEADER));
        // The first for an answer that the client did not wait for, the second for any other.
        request.response()
                .putHeader(RequestId.HEADER, requestId)
                .closeHandler(closed -> finish())
                .endHandler(ended -> finish());
        if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            request.connection().exceptionHandler(this::refuseUnreadable);
        }
    }

    /**
     * Counts this among the requests in flight of its client, until it is over, however that comes.
     *
     * @return false when the client has too many
     */
    boolean enter(ClientLimit clients) {
        String address = request.remoteAddress().hostAddress();
        if (!clients.enter(address)) {
            return false;
        }
        leave = () -> clients.leave(address);
        return true;
    }

    private void finish() {
        if (!finished) {
            finished = true;
            leave.run();
            int status = request.response().getStatusCode();
            log.add(request.method().name(), route, status, startNanos, requestId);
            if (bodyIsLeft) {
                discardRest();
            }
        }
    }

    HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return request.response();
    }

    String requestId() {
        return requestId;
    }

    /**
     * @param template of the route; until it is known, the log says "none"
     */
    void logAs(String template) {
        route = template;
    }

    /** Answers with a problem of the gateway's own. */
    void refuse(GatewayProblem problem, String detail) {
        problem.headers().forEach(response()::putHeader);
        headers.apply(response().headers());
        closeIfBodyIsLeft();
        response()
                .setStatusCode(problem.status())
                .end(problem.toJson(detail, requestId).toBuffer());
    }

    void text(String mediaType, String text) {
        response()
                .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        headers.apply(response().headers());
        response().end(text);
    }

    /** Answers with nothing but headers. */
    void empty(int status) {
        headers.apply(response().headers());
        response().setStatusCode(status).end();
    }

    /** Sets what browsers are told, on a response that comes from elsewhere. */
    void tellBrowsers(MultiMap response) {
        headers.apply(response);
    }

    /**
     * @param end ends what waits for the rest of a body that cannot be read on
     */
    void whenUnreadable(Runnable end) {
        whenUnreadable = end;
    }

    /** The codec has met chunks that are none, and closes the connection after this. */
    private void refuseUnreadable(Throwable cause) {
        if (cause instanceof DecoderException || cause instanceof IllegalArgumentException) {
            if (!finished && !response().headWritten()) {
                refuse(GatewayProblem.MALFORMED, "The chunks of the body cannot be read.");
            }
            // Which sends what was written before; the codec's own way of closing does not.
            request.connection().close();
            whenUnreadable.run();
        }
    }

    /** A connection with an unread body on it cannot carry another request. */
    void closeIfBodyIsLeft() {
        bodyIsLeft = !request.isEnded() && hasBody();
        if (bodyIsLeft) {
            response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private boolean hasBody() {
        return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /**
     * Reads on without looking, for a while: to close at once while bytes are still coming in makes
     * the kernel throw the answer away before the other side has read it.
     */
    private void discardRest() {
        if (request.isEnded()) {
            request.connection().close();
            return;
        }
        long timer = vertx.setTimer(LINGER_MILLIS, fired -> request.connection().close());
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.handler(bytes -> {});
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            request.connection().close();
        });
        request.resume();
    }
}
