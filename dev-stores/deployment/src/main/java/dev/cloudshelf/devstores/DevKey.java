package dev.cloudshelf.devstores;

import dev.cloudshelf.embedded.DevelopmentKey;
import io.quarkus.deployment.builditem.Startable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The development key, and beside it tokens to call a service with that is developed on its own:
 * {@code curl -H "Authorization: Bearer $(cat .cloudshelf/dev/customer.token)"}.
 */
final class DevKey implements Startable {

    private static final String CUSTOMER = "01980000-0000-7000-8000-000000000002";
    private static final String ADMIN = "01980000-0000-7000-8000-000000000001";

    private final DevelopmentKey key = DevelopmentKey.load();

    @Override
    public void start() {
        Path customer = key.file().resolveSibling("customer.token");
        Path admin = key.file().resolveSibling("admin.token");
        try {
            Files.writeString(customer, key.token(CUSTOMER, List.of("customer")));
            Files.writeString(admin, key.token(ADMIN, List.of("customer", "admin")));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot write development tokens beside " + key.file(), e);
        }
    }

    String publicKeys() {
        return key.publicFile().toUri().toString();
    }

    String signingKeys() {
        return key.file().toString();
    }

    @Override
    public String getConnectionInfo() {
        return key.file().toString();
    }

    @Override
    public @Nullable String getContainerId() {
        return null;
    }

    @Override
    public void close() {
        // Nothing runs.
    }
}
