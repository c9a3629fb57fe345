package dev.cloudshelf.local.launch;

import java.util.List;

/** The accounts of a local run. */
enum SeededAccount {
    ADMIN("admin@cloudshelf.example", "Ada", true),
    READER("reader@cloudshelf.example", "Rita", false);

    private final String email;
    private final String firstName;
    private final boolean administrates;

    SeededAccount(String email, String firstName, boolean administrates) {
        this.email = email;
        this.firstName = firstName;
        this.administrates = administrates;
    }

    String email() {
        return email;
    }

    String firstName() {
        return firstName;
    }

    List<String> roles() {
        return administrates ? List.of("customer", "admin") : List.of("customer");
    }

    /** The name of the secret that is its password. */
    String secret() {
        return "account." + email;
    }
}
