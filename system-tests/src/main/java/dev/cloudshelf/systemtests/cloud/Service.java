package dev.cloudshelf.systemtests.cloud;

import java.util.Locale;

/** The four services. */
public enum Service {
    CATALOG,
    CART,
    ACCOUNT,
    ORDER;

    /** Its module and its name everywhere, such as {@code catalog-service}. */
    public String fullName() {
        return name().toLowerCase(Locale.ROOT) + "-service";
    }
}
