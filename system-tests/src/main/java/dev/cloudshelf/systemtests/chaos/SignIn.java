package dev.cloudshelf.systemtests.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * The tokens of a customer, renewed long before the access token ends, while account-service may
 * die at any moment. A refresh without an answer is tried again with the same token as long as the
 * shop answers the same; after that only signing in again helps. Thread-safe.
 */
final class SignIn {

    /** An access token lasts five minutes; this leaves more of it than any outage takes. */
    private static final Duration USE = Duration.ofSeconds(90);

    /**
     * For 10 seconds a used token is answered its successor again. It may have been used later than
     * it was sent, never earlier, and a try may itself wait for a store.
     */
    private static final Duration SAME_AGAIN = Duration.ofSeconds(5);

    private static final Duration RETRY = Duration.ofMillis(500);

    private final ShopClient shop;
    private final String email;
    private final String password;
    private String accessToken;
    private String refreshToken;
    private long renewalNanos;
    private long triedNanos;
    private boolean tried;

    private SignIn(ShopClient shop, String email, String password, Answer tokens) {
        this.shop = shop;
        this.email = email;
        this.password = password;
        this.accessToken = accessTokenOf(tokens);
        this.refreshToken = refreshTokenOf(tokens);
        this.renewalNanos = System.nanoTime() + USE.toNanos();
    }

    /** Needs a shop in which nothing dies. */
    static SignIn of(ShopClient shop, String email, String password)
            throws IOException, InterruptedException {
        Answer tokens = signIn(shop, email, password);
        if (!tokens.isSuccess()) {
            throw new IOException("Nobody can sign in: " + tokens.status());
        }
        return new SignIn(shop, email, password, tokens);
    }

    private static Answer signIn(ShopClient shop, String email, String password)
            throws IOException, InterruptedException {
        return shop.post(
                "/tokens",
                "",
                Map.of("grant_type", "password", "email", email, "password", password));
    }

    private static String accessTokenOf(Answer tokens) {
        return tokens.json().path("access_token").asText();
    }

    private static String refreshTokenOf(Answer tokens) {
        return tokens.json().path("refresh_token").asText();
    }

    /** An access token that is good; the one of before where it cannot be renewed just now. */
    synchronized String token() throws InterruptedException {
        if (System.nanoTime() > renewalNanos) {
            try {
                renew();
            } catch (IOException unanswered) {
                renewalNanos = System.nanoTime() + RETRY.toNanos();
            }
        }
        return accessToken;
    }

    private void renew() throws IOException, InterruptedException {
        long now = System.nanoTime();
        if (!tried) {
            tried = true;
            triedNanos = now;
        }
        Answer tokens =
                now - triedNanos < SAME_AGAIN.toNanos()
                        ? shop.post(
                                "/tokens",
                                "",
                                Map.of(
                                        "grant_type",
                                        "refresh_token",
                                        "refresh_token",
                                        refreshToken))
                        : signIn(shop, email, password);
        if (tokens.isSuccess()) {
            accessToken = accessTokenOf(tokens);
            refreshToken = refreshTokenOf(tokens);
            renewalNanos = System.nanoTime() + USE.toNanos();
            tried = false;
        } else {
            renewalNanos = System.nanoTime() + RETRY.toNanos();
        }
    }
}
