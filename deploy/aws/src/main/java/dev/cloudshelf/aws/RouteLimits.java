package dev.cloudshelf.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many requests a second API Gateway lets through to an operation, as cloudshelf.yaml says
 * beside it. An import of OpenAPI takes no such thing; a stage does, by route.
 *
 * @param perSecond requests a second over time
 * @param burst requests at once
 */
record RouteLimits(int perSecond, int burst) {

    private static final String LIMITS = "x-cloudshelf-limits";

    static RouteLimits of(String route, JsonNode operation) {
        JsonNode limits = operation.path(LIMITS);
        RouteLimits throttle =
                new RouteLimits(
                        limits.path("requests_per_second").asInt(),
                        limits.path("requests_at_once").asInt());
        // Zero would close the route, and nobody would know why.
        if (throttle.perSecond() < 1 || throttle.burst() < 1) {
            throw new Refusal(
                    "%s of cloudshelf.yaml has no requests in %s.".formatted(route, LIMITS));
        }
        return throttle;
    }

    /** What most routes have. */
    static RouteLimits usual(Map<String, RouteLimits> routes) {
        return routes.values().stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .orElseThrow()
                .getKey();
    }

    /**
     * @return the settings of a stage's routes, by route key; the usual ones are left to its
     *     default
     */
    static Map<String, Object> settings(Map<String, RouteLimits> routes) {
        RouteLimits usual = usual(routes);
        Map<String, Object> settings = new TreeMap<>();
        routes.forEach((route, limits) -> {
            if (!limits.equals(usual)) {
                settings.put(
                        route,
                        Map.of(
                                "ThrottlingRateLimit",
                                limits.perSecond(),
                                "ThrottlingBurstLimit",
                                limits.burst()));
            }
        });
        return settings;
    }
}
