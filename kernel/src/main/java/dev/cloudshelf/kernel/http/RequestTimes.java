package dev.cloudshelf.kernel.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How many requests there were of each route, and what they took, as the metric {@code
 * http_server_requests_seconds} by method, uri, status and outcome. Quarkus can measure the same
 * and much besides, which small requests feel (docs/decisions/0028).
 */
@ApplicationScoped
public class RequestTimes {

    /** What a client may make up as a method would be a time series each. */
    private static final Set<HttpMethod> METHODS =
            Set.of(
                    HttpMethod.GET,
                    HttpMethod.HEAD,
                    HttpMethod.POST,
                    HttpMethod.PUT,
                    HttpMethod.PATCH,
                    HttpMethod.DELETE,
                    HttpMethod.OPTIONS);

    private static final HttpMethod OTHER = HttpMethod.valueOf("other");

    private final MeterRegistry registry;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    private record Kind(HttpMethod method, String route, int status) {}

    RequestTimes(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * @param route template that matched, else {@code none}
     * @param nanos from the request's arrival to the end of its answer
     */
    void add(HttpMethod method, String route, int status, long nanos) {
        HttpMethod known = METHODS.contains(method) ? method : OTHER;
        timers.computeIfAbsent(new Kind(known, route, status), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Kind kind) {
        return Timer.builder("http.server.requests")
                .description("Requests, and what they took from arrival to answer")
                .tag("method", kind.method().name())
                .tag("uri", kind.route())
                .tag("status", Integer.toString(kind.status()))
                .tag("outcome", Outcome.forStatus(kind.status()).name())
                .register(registry);
    }
}
