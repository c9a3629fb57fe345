package dev.cloudshelf.testkit;

import dev.cloudshelf.embedded.DevelopmentKey;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Access tokens that a service under test accepts: signed by its development key. */
public final class TestTokens {

    private TestTokens() {}

    public static String customer(UUID id) {
        return DevelopmentKey.load().token(id.toString(), List.of("customer"));
    }

    public static String admin(UUID id) {
        return DevelopmentKey.load().token(id.toString(), List.of("customer", "admin"));
    }

    /** A customer's token that expires after a while, or has expired when that is negative. */
    public static String customer(UUID id, Duration lifetime) {
        return DevelopmentKey.load().token(id.toString(), List.of("customer"), lifetime);
    }

    public static String service(String clientId) {
        return DevelopmentKey.load().token(clientId, List.of("service"));
    }
}
