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

    /**
     * The other services that it calls. Where account-service issues the tokens, catalog- and
     * order-service ask it about the sign-ins of administrators and customers, and it tells cart-
     * and order-service of closed accounts; a user pool does the one and hears of the other itself.
     */
    List<Service> calls(Settings settings) {
        boolean local = settings.pool().isEmpty();
        return switch (this) {
            case CATALOG -> local ? List.of(ACCOUNT) : List.of();
            case CART -> List.of(CATALOG);
            case ACCOUNT -> local ? List.of(CART, ORDER) : List.of();
            case ORDER -> List.of(CATALOG, CART, ACCOUNT);
        };
    }

    /** Whether there is work that no request asks for: reservations that end, letters, effects. */
    boolean hasDueWork() {
        return this != CART;
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
