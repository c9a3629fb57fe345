package dev.cloudshelf.aws;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** One of the four, and what it needs around it. */
enum Service {
    CATALOG,
    CART,
    ACCOUNT,
    ORDER;

    /** {@code catalog}: what it is called in names of AWS. */
    String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code catalog-service}: its module. */
    String module() {
        return shortName() + "-service";
    }

    /** Role and schema in PostgreSQL; the word ORDER is taken in SQL. */
    String schema() {
        return this == ORDER ? "orders" : shortName();
    }

    boolean usesPostgres(Phase phase) {
        return phase.hasDatabase() && this != CART;
    }

    /** The other services that it calls. */
    List<Service> calls() {
        return switch (this) {
            case CATALOG, ACCOUNT -> List.of();
            case CART -> List.of(CATALOG);
            case ORDER -> List.of(CATALOG, CART, ACCOUNT);
        };
    }

    /** Whether there is work that no request asks for: reservations that end, letters, effects. */
    boolean hasDueWork() {
        return this != CART;
    }

    /** Whether secrets are put into its environment: keys, what it signs in with, a mail server. */
    boolean readsSecrets() {
        return this == ACCOUNT || this == ORDER;
    }

    boolean writesLetters() {
        return this == ACCOUNT || this == ORDER;
    }

    /** Where the definitions of its tables are, if it has any. */
    Path tableDefinitions(Path root) {
        return root.resolve(module()).resolve("src/main/resources/db/dynamodb");
    }

    /** The folder that holds {@code migration} and nothing else that a migration reads. */
    Path migrations(Path root) {
        return root.resolve(module()).resolve("src/main/resources/db");
    }
}
