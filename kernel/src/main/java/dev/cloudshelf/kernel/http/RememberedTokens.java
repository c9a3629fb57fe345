package dev.cloudshelf.kernel.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Verifies a token's signature once and not with each request: checking ES256 costs more than all
 * the rest of reading a cart. A remembered token is known by every one of its characters, is as
 * good as its expiry says, and is verified anew after a minute, so that a key which is withdrawn
 * soon counts for nothing.
 */
@Decorator
@Priority(1)
public abstract class RememberedTokens implements JWTParser {

    /** A token and its claims take about 5 KiB. */
    private static final int TOKENS_MAX = 2_000;

    private static final Duration REMEMBERED = Duration.ofSeconds(60);

    private final Cache<String, JsonWebToken> verified =
            Caffeine.newBuilder().maximumSize(TOKENS_MAX).expireAfterWrite(REMEMBERED).build();

    @Inject @Delegate JWTParser verifier;

    @Inject Clock clock;

    @Override
    public JsonWebToken parse(String token) throws ParseException {
        JsonWebToken known = verified.getIfPresent(token);
        if (known != null
                && clock.millis() < TimeUnit.SECONDS.toMillis(known.getExpirationTime())) {
            return known;
        }
        JsonWebToken fresh = verifier.parse(token);
        verified.put(token, fresh);
        return fresh;
    }
}
