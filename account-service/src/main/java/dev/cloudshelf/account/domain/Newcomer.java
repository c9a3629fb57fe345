package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Caller.Role;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a user pool says of somebody who may be new here.
 *
 * @param email verified by the pool; null when it has not said any
 * @param firstName empty when it has not said any
 * @param lastName likewise
 */
public record Newcomer(
        UUID id, @Nullable Email email, String firstName, String lastName, Set<Role> roles) {

    public Newcomer {
        roles = Set.copyOf(roles);
    }

    /** Keeps names and addresses out of logs. */
    @Override
    public String toString() {
        return "Newcomer[id=" + id + "]";
    }
}
