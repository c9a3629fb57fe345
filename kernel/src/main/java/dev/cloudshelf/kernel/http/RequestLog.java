package dev.cloudshelf.kernel.http;

import io.netty.handler.codec.DecoderException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.mapping.URITemplate;
import org.jspecify.annotations.Nullable;

/**
 * What happens to every request before and after its resource: it gets an id, too large a body is
 * refused before it is read, its time is taken, and one line says how it went. The line holds the
 * route's template and never the path itself: paths can hold session ids and reset tokens.
 */
@ApplicationScoped
public class RequestLog {

    private static final Logger LOG = Logger.getLogger("dev.cloudshelf.request");
    private static final String ROUTE_KEY = "cloudshelf.route";

    /** What a request line has besides its method and its address. */
    private static final String AROUND_URI = "  HTTP/1.1";

    /** Before everything else, authentication included. */
    private static final int FIRST = 10_000;

    private final boolean background;
    private final long bodyMaxBytes;
    private final int requestLineMaxBytes;
    private final List<String> streamingPaths;
    private final RequestTimes times;

    /**
     * @param background whether this process goes on working when no request is there
     * @param bodyMaxBytes the largest body of a request that is not streamed
     * @param requestLineMaxBytes the longest first line of a request, method and version included
     * @param streamingPaths paths that take more, up to quarkus.http.limits.max-body-size
     */
    public RequestLog(
            @ConfigProperty(name = "cloudshelf.background") boolean background,
            @ConfigProperty(name = "cloudshelf.http.body-max-bytes") long bodyMaxBytes,
            @ConfigProperty(name = "cloudshelf.http.request-line-max-bytes")
                    int requestLineMaxBytes,
            @ConfigProperty(name = "cloudshelf.http.streaming-paths", defaultValue = "none")
                    List<String> streamingPaths,
            RequestTimes times) {
        this.times = times;
        this.background = background;
        this.bodyMaxBytes = bodyMaxBytes;
        this.requestLineMaxBytes = requestLineMaxBytes;
        this.streamingPaths = streamingPaths;
    }

    void register(@Observes Filters filters) {
        filters.register(this::accept, FIRST);
    }

    private void accept(RoutingContext routing) {
        long startNanos = System.nanoTime();
        HttpServerRequest request = routing.request();
        String requestId = RequestId.acceptOrMake(request.getHeader(RequestId.HEADER));
        RequestId.remember(RequestId.CONTEXT_KEY, requestId);
        request.response().putHeader(RequestId.HEADER, requestId);
        if (!routing.normalizedPath().startsWith("/q/")) {
            noteAtEnd(routing, () -> note(routing, requestId, startNanos));
        }
        if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            request.connection()
                    .exceptionHandler(cause -> refuseUnreadable(routing, requestId, cause));
        }
        if (refusedForItsLine(routing, requestId) || refusedForItsSize(routing, requestId)) {
            return;
        }
        routing.next();
    }

    /** The codec has met chunks that are none, and closes the connection after this. */
    private static void refuseUnreadable(
            RoutingContext routing, String requestId, Throwable cause) {
        if (cause instanceof DecoderException || cause instanceof IllegalArgumentException) {
            if (!routing.response().headWritten() && !routing.response().ended()) {
                refuse(
                        routing,
                        requestId,
                        Problem.of(
                                ProblemType.MALFORMED, "The chunks of the body cannot be read."));
            }
            // Which sends what was written before; the codec's own way of closing does not.
            routing.request().connection().close();
        }
    }

    private boolean refusedForItsLine(RoutingContext routing, String requestId) {
        HttpServerRequest request = routing.request();
        int length =
                request.method().name().length() + request.uri().length() + AROUND_URI.length();
        if (length <= requestLineMaxBytes) {
            return false;
        }
        refuse(
                routing,
                requestId,
                Problem.of(
                        ProblemType.URI_TOO_LONG,
                        "The request line may have at most %d bytes."
                                .formatted(requestLineMaxBytes)));
        return true;
    }

    /** A function may stand still from its answer on, and would tell of it hours later or never. */
    private void noteAtEnd(RoutingContext routing, Runnable note) {
        if (background) {
            routing.addEndHandler(done -> note.run());
        } else {
            routing.addHeadersEndHandler(done -> note.run());
        }
    }

    private boolean refusedForItsSize(RoutingContext routing, String requestId) {
        HttpServerRequest request = routing.request();
        if (streamingPaths.contains(routing.normalizedPath())) {
            return false;
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
                return false;
            }
            refuse(
                    routing,
                    requestId,
                    Problem.of(
                            ProblemType.LENGTH_REQUIRED,
                            "Send the body with a Content-Length: only imports are streamed."));
            return true;
        }
        // The HTTP codec has already refused a length that is not a number.
        if (Long.parseLong(length) <= bodyMaxBytes) {
            return false;
        }
        refuse(
                routing,
                requestId,
                Problem.of(
                        ProblemType.TOO_LARGE,
                        "The body may have at most %d bytes.".formatted(bodyMaxBytes)));
        return true;
    }

    /** The unread body is still on its way: the connection cannot serve another request. */
    private static void refuse(RoutingContext routing, String requestId, Problem problem) {
        routing.response()
                .setStatusCode(problem.type().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(new JsonObject(problem.toMembers(requestId)).toBuffer());
    }

    /** Remembers which template matched; runs once the resource is known. */
    @ServerRequestFilter
    public void rememberRoute(ContainerRequestContext request) {
        ResteasyReactiveRequestContext matched = CurrentRequestManager.get();
        String classPath = templateOf(matched.getTarget().getClassPath());
        String methodPath = templateOf(matched.getTarget().getPath());
        matched.unwrap(RoutingContext.class).put(ROUTE_KEY, classPath + methodPath);
    }

    private static String templateOf(@Nullable URITemplate path) {
        return path == null || "/".equals(path.template) ? "" : path.template;
    }

    private void note(RoutingContext routing, String requestId, long startNanos) {
        long nanos = System.nanoTime() - startNanos;
        HttpMethod method = routing.request().method();
        @Nullable String matched = routing.get(ROUTE_KEY);
        String route = matched == null ? "none" : matched;
        int status = routing.response().getStatusCode();
        times.add(method, route, status, nanos);
        if (!LOG.isInfoEnabled()) {
            return;
        }
        long tenthsOfMillis = TimeUnit.NANOSECONDS.toMicros(nanos) / 100;
        LOG.info(
                "method="
                        + method
                        + " route="
                        + route
                        + " status="
                        + status
                        + " ms="
                        + tenthsOfMillis / 10
                        + "."
                        + tenthsOfMillis % 10
                        + " request_id="
                        + requestId);
    }
}
