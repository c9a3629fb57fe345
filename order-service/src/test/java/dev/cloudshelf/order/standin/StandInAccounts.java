package dev.cloudshelf.order.standin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** account-service, as far as order-service calls it: tokens for services, and whom to write to. */
public final class StandInAccounts extends StandIn {

    public static final String SECRET = "the-secret-of-order-service";

    private final AtomicInteger granted = new AtomicInteger();
    private final Set<String> valid = ConcurrentHashMap.newKeySet();

    private final Map<String, ObjectNode> contacts = new ConcurrentHashMap<>();
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    /** Where services ask whether a person's sign-in is still good. */
    public static final String ACCESS = "/accounts/me/access";

    /** From now on a person's token is of a sign-in that has ended. */
    public void end(String token) {
        ended.add("Bearer " + token);
    }

    /** Until then, any account has an address and a name. */
    public void contact(UUID id, String email, String firstName, String lastName) {
        contacts.put(id.toString(), contact(email, firstName, lastName));
    }

    public void close(UUID id) {
        contacts.put(id.toString(), JSON.createObjectNode());
    }

    public static String emailOf(UUID id) {
        return id + "@example.com";
    }

    @Override
    protected Answer handle(Call call) {
        if ("GET".equals(call.method()) && call.path().endsWith(ACCESS)) {
            return ended.contains(call.authorization())
                    ? problem(401, "unauthenticated")
                    : new Answer(204, null);
        }
        if ("GET".equals(call.method())) {
            if (!accepts(call)) {
                return problem(401, "unauthenticated");
            }
            return call.path().contains("/addresses/") ? address(call) : contacts(call);
        }
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

    /** Under {@code /internal/accounts/<id>/addresses/<address id>}. */
    public void address(UUID owner, UUID id, String city) {
        addresses.put(owner + "/addresses/" + id, city);
    }

    public void forgetAddresses() {
        addresses.clear();
    }

    private Answer address(Call call) {
        String city = addresses.get(call.path().replaceFirst("^.*/accounts/", ""));
        return city == null
                ? problem(404, "not-found")
                : new Answer(
                        200,
                        JSON.createObjectNode()
                                .put("id", "of no interest")
                                .put("street", "1 Long Street")
                                .put("city", city)
                                .put("state", "OR")
                                .put("postal_code", "97205")
                                .put("country", "US")
                                .put("is_default", true));
    }

    /** Under {@code /internal/accounts?id=<id>&id=<id>}. */
    private Answer contacts(Call call) {
        ArrayNode items = JSON.createArrayNode();
        for (String parameter : call.path().replaceFirst("^.*\\?", "").split("&", -1)) {
            String id = parameter.replaceFirst("^id=", "");
            ObjectNode contact =
                    contacts.getOrDefault(id, contact(id + "@example.com", "Ann", "Reader"));
            if (!contact.isEmpty()) {
                items.add(contact.deepCopy().put("id", id));
            }
        }
        return new Answer(200, JSON.createObjectNode().set("items", items));
    }

    private static ObjectNode contact(String email, String firstName, String lastName) {
        return JSON.createObjectNode()
                .put("email", email)
                .put("first_name", firstName)
                .put("last_name", lastName);
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
