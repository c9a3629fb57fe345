package dev.cloudshelf.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many requests a second API Gateway lets through to all of the shop. It protects the database
 * and the bill; who asks too often by himself is told so by account-service.
 *
 * @param perSecond requests a second over time
 * @param burst requests at once
 */
record RouteLimits(int perSecond, int burst) {

    static final RouteLimits USUAL = new RouteLimits(200, 400);

    /** Each hashes a password, a tenth of a second of a processor. */
    private static final RouteLimits HASHING = new RouteLimits(20, 40);

    private static final RouteLimits IMPORT = new RouteLimits(1, 2);

    private static final Map<String, RouteLimits> UNUSUAL =
            Map.of(
                    "POST /accounts", HASHING,
                    "POST /tokens", HASHING,
                    "POST /password-resets", HASHING,
                    "POST /books/import", IMPORT);

    /**
     * @param routes of the definition; a limit for one that is not there is a mistake
     * @return the settings of a stage's routes, by route key
     */
    static Map<String, Object> settings(List<String> routes) {
        Map<String, Object> settings = new LinkedHashMap<>();
        new TreeMap<>(UNUSUAL)
                .forEach((route, limits) -> {
                    if (!routes.contains(route)) {
                        throw new Refusal(
                                "RouteLimits has a limit for %s, which cloudshelf.yaml does not have."
                                        .formatted(route));
                    }
                    settings.put(
                            route,
                            Map.of(
                                    "ThrottlingRateLimit",
                                    limits.perSecond(),
                                    "ThrottlingBurstLimit",
                                    limits.burst()));
                });
        return settings;
    }
}
