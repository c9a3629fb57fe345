package dev.cloudshelf.order.standin;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** account-service, as far as order-service calls it: it gives tokens to services. */
public final class StandInAccounts extends StandIn {

    public static final String SECRET = "the-secret-of-order-service";

    private final AtomicInteger granted = new AtomicInteger();
    private final Set<String> valid = ConcurrentHashMap.newKeySet();

    @Override
    protected Answer handle(Call call) {
        boolean known =
                "client_credentials".equals(call.body().path("grant_type").asText())
                        && "order-service".equals(call.body().path("client_id").asText())
                        && SECRET.equals(call.body().path("client_secret").asText());
        if (!known) {
            return problem(401, "unauthenticated");
        }
        String token = "token-" + granted.incrementAndGet();
        valid.add("Bearer " + token);
        return new Answer(
                200,
                JSON.createObjectNode()
                        .put("access_token", token)
                        .put("token_type", "Bearer")
                        .put("expires_in", 900)
                        .put("scope", "a field that nobody asked for"));
    }

    boolean accepts(Call call) {
        return valid.contains(call.authorization());
    }

    /** As after a change of the signing keys: no token given so far is good any more. */
    public void revokeAll() {
        valid.clear();
    }

    public int granted() {
        return granted.get();
    }
}
