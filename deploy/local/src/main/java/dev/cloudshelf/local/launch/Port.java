package dev.cloudshelf.local.launch;

import java.util.Locale;

/** The ports of a local run, all on 127.0.0.1. */
enum Port {
    GATEWAY("the gateway", 8080),
    CATALOG("catalog-service", 8081),
    CART("cart-service", 8082),
    ACCOUNT("account-service", 8083),
    ORDER("order-service", 8084),
    POSTGRES("PostgreSQL", 5433),
    DYNAMODB("DynamoDB Local", 8000);

    private final String purpose;
    private final int usual;

    Port(String purpose, int usual) {
        this.purpose = purpose;
        this.usual = usual;
    }

    /** Who listens there. */
    String purpose() {
        return purpose;
    }

    int usual() {
        return usual;
    }

    String option() {
        return "--port-" + name().toLowerCase(Locale.ROOT);
    }

    String variable() {
        return "CLOUDSHELF_" + name() + "_PORT";
    }
}
