package dev.cloudshelf.local.launch;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who signs in with a client's credentials instead of an account's (RFC 6749, section 4.4), and may
 * do what it needs to and no more.
 */
enum Clients {
    ORDER("order-service", "carts+stock+accounts.read"),

    /** This program, to make the seeded accounts. */
    LAUNCHER("launcher", "accounts.create");

    private final String id;
    private final String scopes;

    Clients(String id, String scopes) {
        this.id = id;
        this.scopes = scopes;
    }

    String id() {
        return id;
    }

    /** The name of its secret. */
    String secret() {
        return "client." + id;
    }

    /** What account-service is told of all of them, which is hashes of their secrets. */
    static String toldToAccountService(Secrets secrets) {
        return Stream.of(values())
                .map(client ->
                        "%s:%s:%s"
                                .formatted(
                                        client.id,
                                        Secrets.sha256(secrets.get(client.secret())),
                                        client.scopes))
                .collect(Collectors.joining(","));
    }
}
