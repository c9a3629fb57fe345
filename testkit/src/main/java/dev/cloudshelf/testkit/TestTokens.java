package dev.cloudshelf.testkit;

import dev.cloudshelf.embedded.DevelopmentKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Access tokens that a service under test accepts: signed by its development key. */
public final class TestTokens {

    /** As kernel's ServiceScope has them; this module knows no kernel. */
    private static final String[] ALL_SCOPES = {
        "service:stock",
        "service:carts",
        "service:accounts.read",
        "service:accounts.create",
        "service:closed-accounts"
    };

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

    /** A customer's token of a sign-in that began so long ago. */
    public static String signedInBefore(UUID id, Duration ago) {
        return DevelopmentKey.load()
                .token(id.toString(), List.of("customer"), DevelopmentKey.TOKEN_LIFETIME, ago);
    }

    /** A token of a service client that may do everything a service may. */
    public static String service(String clientId) {
        return service(clientId, ALL_SCOPES);
    }

    /**
     * A token of a service client.
     *
     * @param scopes such as {@code service:stock}
     */
    public static String service(String clientId, String... scopes) {
        List<String> groups = new ArrayList<>(List.of("service"));
        groups.addAll(List.of(scopes));
        return DevelopmentKey.load().token(clientId, groups);
    }
}
