package dev.cloudshelf.steps;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Secrets Manager, which does not run here. */
final class MemoryVault implements Vault {

    private final Map<String, String> secrets = new HashMap<>();

    @Override
    public Optional<String> read(String id) {
        return Optional.ofNullable(secrets.get(id));
    }

    @Override
    public void write(String id, String value) {
        secrets.put(id, value);
    }
}
