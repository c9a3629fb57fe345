package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Caller.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's account, without what signs it in.
 *
 * @param roles at least one, never {@code SERVICE}: services have no account
 * @param createdAt in whole milliseconds, which every store keeps
 * @param lastLogin null until the first sign-in
 * @param version 1 when created, one more with each change by a person; a sign-in is none
 */
public record Account(
        UUID id,
        Email email,
        String firstName,
        String lastName,
        @Nullable String phone,
        Status status,
        Set<Role> roles,
        Instant createdAt,
        @Nullable Instant lastLogin,
        long version) {

    public static final int NAME_LENGTH_MAX = 100;

    /** Whether the account can be used; the wire and stored name is the lower-case constant. */
    public enum Status {
        ACTIVE,
        SUSPENDED
    }

    public Account {
        roles = Set.copyOf(roles);
        if (roles.isEmpty() || roles.contains(Role.SERVICE)) {
            throw new IllegalArgumentException("An account is a customer's or an admin's");
        }
    }

    /**
     * Whether somebody can be called this, in any script. Control characters and broken surrogates
     * are no text; PostgreSQL would refuse some of them.
     */
    public static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= NAME_LENGTH_MAX
                && text.codePoints().noneMatch(Account::isNoText);
    }

    private static boolean isNoText(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }

    /** Keeps names and addresses out of logs. */
    @Override
    public String toString() {
        return "Account[id=" + id + "]";
    }
}
