package dev.cloudshelf.kernel;

import java.util.List;

/**
 * What a service client may do, beside being a service: groups of its access token. Each internal
 * operation asks for one of them.
 */
public final class ServiceScope {

    /** Stock reservations of catalog-service. */
    public static final String STOCK = "service:stock";

    /** Reading carts, and taking off what was bought. */
    public static final String CARTS = "service:carts";

    /** Reading whom to write to, and saved addresses. */
    public static final String ACCOUNTS_READ = "service:accounts.read";

    /** Creating accounts, administrators among them. */
    public static final String ACCOUNTS_CREATE = "service:accounts.create";

    /** Telling that an account was closed. */
    public static final String CLOSED_ACCOUNTS = "service:closed-accounts";

    public static final List<String> ALL =
            List.of(STOCK, CARTS, ACCOUNTS_READ, ACCOUNTS_CREATE, CLOSED_ACCOUNTS);

    /** What order-service needs. */
    public static final List<String> CHECKOUT = List.of(STOCK, CARTS, ACCOUNTS_READ);

    private ServiceScope() {}
}
