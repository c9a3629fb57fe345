package dev.cloudshelf.kernel;

import java.util.Set;

/**
 * Who is calling, as the access token says.
 *
 * @param id the account's id, or the client id of a service
 */
public record Caller(String id, Set<Role> roles) {

    /** What a caller may be; the wire name is the lower-case constant. */
    public enum Role {
        CUSTOMER,
        ADMIN,
        SERVICE;

        public static final String CUSTOMER_NAME = "customer";
        public static final String ADMIN_NAME = "admin";
        public static final String SERVICE_NAME = "service";
    }

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean isAdmin() {
        return roles.contains(Role.ADMIN);
    }
}
