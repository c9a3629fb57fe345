package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.ServiceScope;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The services that may sign in. Of a secret only its SHA-256 is known: secrets are generated, with
 * 128 random bits or more, and need no slow hash.
 */
public final class ServiceClients {

    private static final Pattern FORM =
            Pattern.compile("([a-z0-9-]{1,64}):([0-9a-f]{64}):([a-z.+-]+)");

    /** Scopes by how they are written in the setting. */
    private static final Map<String, String> SCOPES =
            ServiceScope.ALL.stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    scope -> scope.substring("service:".length()), scope -> scope));

    /** What an unknown client's secret is compared with. */
    private static final byte[] NOBODY = new byte[32];

    private final Map<String, Client> clients;

    /**
     * @param digest SHA-256 of the secret, in hex
     */
    private record Client(String digest, Set<String> scopes) {}

    private ServiceClients(Map<String, Client> clients) {
        this.clients = Map.copyOf(clients);
    }

    /**
     * @param clients each {@code client-id:SHA-256 of its secret in hex:scope+scope}, with scopes
     *     of {@link ServiceScope} without {@code service:}
     * @throws IllegalArgumentException that says which entry is wrong, by its position
     */
    public static ServiceClients parse(List<String> clients) {
        Map<String, Client> known = new HashMap<>();
        for (int i = 0; i < clients.size(); i++) {
            Matcher form = FORM.matcher(clients.get(i).strip());
            Client client = form.matches() ? client(form.group(2), form.group(3)) : null;
            if (client == null || known.put(form.group(1), client) != null) {
                throw new IllegalArgumentException(
                        "cloudshelf.service-clients: entry %d must be a client id that is not listed"
                                        .formatted(i + 1)
                                + " yet, a colon, the SHA-256 of its secret in lower-case hex, a"
                                + " colon, and its scopes with + between them, of "
                                + SCOPES.keySet().stream().sorted().toList());
            }
        }
        return new ServiceClients(known);
    }

    private static @Nullable Client client(String digest, String scopes) {
        Set<String> named = new HashSet<>(List.of(scopes.split("\\+", -1)));
        return SCOPES.keySet().containsAll(named)
                ? new Client(
                        digest,
                        named.stream().map(SCOPES::get).collect(Collectors.toUnmodifiableSet()))
                : null;
    }

    /**
     * Checks a secret, in the same time for an unknown client as for a wrong one.
     *
     * @return the client's scopes, as groups of a token; empty when the secret is wrong
     */
    public Optional<Set<String>> accept(String clientId, String secret) {
        Client client = clients.get(clientId);
        boolean right =
                MessageDigest.isEqual(
                        client == null ? NOBODY : HexFormat.of().parseHex(client.digest()),
                        Sha256.of(secret));
        return right && client != null ? Optional.of(client.scopes()) : Optional.empty();
    }

    /** Whether there is such a client. */
    public boolean has(String clientId) {
        return clients.containsKey(clientId);
    }
}
