package dev.cloudshelf.steps;

import java.util.Optional;

/** Secrets by name. */
interface Vault {

    /** The current value, if the secret has ever had one. */
    Optional<String> read(String id);

    void write(String id, String value);
}
