package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Caller.Role;
import java.util.Set;

/**
 * What a person, or the shop itself, says when an account is made.
 *
 * @param password acceptable, see {@link Password#isAcceptable}
 * @param emailVerified whether the address is known to be theirs
 */
public record NewAccount(
        Email email,
        Password password,
        String firstName,
        String lastName,
        Set<Role> roles,
        boolean emailVerified) {

    /** One whose address is yet to be verified. */
    public NewAccount(
            Email email, Password password, String firstName, String lastName, Set<Role> roles) {
        this(email, password, firstName, lastName, roles, false);
    }

    public NewAccount {
        roles = Set.copyOf(roles);
        if (!password.isAcceptable()) {
            throw new IllegalArgumentException("The password is too short or too long");
        }
    }

    /** Keeps names out of logs. */
    @Override
    public String toString() {
        return "NewAccount[...]";
    }
}
