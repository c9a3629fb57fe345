package dev.cloudshelf.account.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The services that may sign in. Of a secret only its SHA-256 is known: secrets are generated, with
 * 128 random bits or more, and need no slow hash.
 */
public final class ServiceClients {

    private static final Pattern FORM = Pattern.compile("([a-z0-9-]{1,64}):([0-9a-f]{64})");

    /** What an unknown client's secret is compared with. */
    private static final byte[] NOBODY = new byte[32];

    private final Map<String, byte[]> digests;

    private ServiceClients(Map<String, byte[]> digests) {
        this.digests = Map.copyOf(digests);
    }

    /**
     * @param clients each {@code client-id:SHA-256 of its secret in hex}
     * @throws IllegalArgumentException that says which entry is wrong, by its position
     */
    public static ServiceClients parse(List<String> clients) {
        Map<String, byte[]> digests = new HashMap<>();
        for (int i = 0; i < clients.size(); i++) {
            Matcher form = FORM.matcher(clients.get(i).strip());
            if (!form.matches()
                    || digests.put(form.group(1), HexFormat.of().parseHex(form.group(2))) != null) {
                throw new IllegalArgumentException(
                        "cloudshelf.service-clients: entry %d must be a client id that is not listed"
                                        .formatted(i + 1)
                                + " yet, a colon, and the SHA-256 of its secret in lower-case hex");
            }
        }
        return new ServiceClients(digests);
    }

    /** In the same time for an unknown client as for a wrong secret. */
    public boolean accept(String clientId, String secret) {
        byte[] expected = digests.getOrDefault(clientId, NOBODY);
        return MessageDigest.isEqual(expected, sha256(secret));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
