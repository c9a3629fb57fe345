package dev.cloudshelf.kernel.http;

import dev.cloudshelf.kernel.Caller;
import dev.cloudshelf.kernel.Caller.Role;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads the caller from a request whose token has been verified. */
public final class Callers {

    private Callers() {}

    /**
     * @return the caller; a resource that asks for it must require a role
     */
    public static Caller of(SecurityContext security) {
        return new Caller(
                security.getUserPrincipal().getName(),
                Arrays.stream(Role.values())
                        .filter(role -> security.isUserInRole(role.name().toLowerCase(Locale.ROOT)))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
