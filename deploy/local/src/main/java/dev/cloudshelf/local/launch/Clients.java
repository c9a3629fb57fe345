package dev.cloudshelf.local.launch;

/** Who signs in with a client's credentials instead of an account's (RFC 6749, section 4.4). */
final class Clients {

    static final String ORDER = "order-service";

    /** This program, to make the seeded accounts. */
    static final String LAUNCHER = "launcher";

    private Clients() {}

    /** The name of the secret of a client. */
    static String secret(String clientId) {
        return "client." + clientId;
    }
}
