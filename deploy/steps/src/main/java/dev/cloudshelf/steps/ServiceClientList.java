package dev.cloudshelf.steps;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The clients that may sign in at account-service, as it is configured with them: {@code
 * client-id:SHA-256 of its secret in hex:scope+scope}, separated by commas.
 *
 * @param clients digest and scopes by client id; the scopes are empty in the form of earlier
 *     releases, in which every client could do everything
 */
record ServiceClientList(Map<String, Entry> clients) {

    private static final int PARTS_WITH_SCOPES = 3;

    record Entry(String digest, String scopes) {}

    /**
     * Reads a list, in the present form or in that of earlier releases.
     *
     * @param text empty for no clients
     */
    static ServiceClientList parse(String text) {
        Map<String, Entry> clients = new LinkedHashMap<>();
        for (String entry : text.split(",", -1)) {
            if (!entry.isBlank()) {
                String[] parts = entry.trim().split(":", -1);
                if (parts.length < 2 || parts.length > PARTS_WITH_SCOPES) {
                    // The entry itself is not shown: a digest of a weak secret can be guessed from.
                    throw new IllegalStateException(
                            "service_clients has an entry that is not client-id:digest:scopes");
                }
                clients.put(
                        parts[0],
                        new Entry(parts[1], parts.length == PARTS_WITH_SCOPES ? parts[2] : ""));
            }
        }
        return new ServiceClientList(clients);
    }

    /**
     * Adds a client, or gives one that is there the scopes of this release; a digest that is there
     * stays, as somebody may have changed the secret.
     */
    ServiceClientList with(String id, String secret, String scopes) {
        Map<String, Entry> changed = new LinkedHashMap<>(clients);
        Entry present = clients.get(id);
        changed.put(id, new Entry(present == null ? sha256(secret) : present.digest(), scopes));
        return new ServiceClientList(changed);
    }

    /**
     * Writes the list.
     *
     * @throws IllegalStateException for a client without scopes, whose rights only a person knows
     */
    String render() {
        return clients.entrySet().stream()
                .map(client -> render(client.getKey(), client.getValue()))
                .collect(Collectors.joining(","));
    }

    private static String render(String id, Entry entry) {
        if (entry.scopes().isEmpty()) {
            throw new IllegalStateException(
                    "Client %s has no scopes: append them to its entry in service_clients, as in %s"
                            .formatted(id, id + ":<digest>:carts+stock"));
        }
        return id + ":" + entry.digest() + ":" + entry.scopes();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
