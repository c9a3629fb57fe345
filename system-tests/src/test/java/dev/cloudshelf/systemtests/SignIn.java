package dev.cloudshelf.systemtests;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.function.Function;

/** The tokens of somebody who has signed in, renewed before the access token ends. Thread-safe. */
final class SignIn {

    /** What is left of an access token's time then is enough for any test to go on with it. */
    private static final double USED_SHARE = 0.6;

    private String accessToken;
    private String refreshToken;
    private long renewalNanos;

    /**
     * @param tokens of POST /tokens
     */
    SignIn(JsonPath tokens) {
        accessToken = tokens.getString("access_token");
        refreshToken = tokens.getString("refresh_token");
        renewalNanos = renewalNanos(tokens);
    }

    private static long renewalNanos(JsonPath tokens) {
        Duration lifetime = Duration.ofSeconds(tokens.getLong("expires_in"));
        return System.nanoTime() + (long) (lifetime.toNanos() * USED_SHARE);
    }

    /** The one that was handed out last. */
    synchronized String accessToken() {
        return accessToken;
    }

    synchronized String refreshToken() {
        return refreshToken;
    }

    /**
     * An access token that will do for a while.
     *
     * @param refresh hands out new tokens for a refresh token
     */
    synchronized String fresh(Function<String, JsonPath> refresh) {
        if (System.nanoTime() > renewalNanos) {
            JsonPath tokens = refresh.apply(refreshToken);
            accessToken = tokens.getString("access_token");
            refreshToken = tokens.getString("refresh_token");
            renewalNanos = renewalNanos(tokens);
        }
        return accessToken;
    }
}
