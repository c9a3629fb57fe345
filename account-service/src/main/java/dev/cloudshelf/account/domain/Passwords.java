package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Unavailable;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords. To hash and to match compute for about a tenth of a second and may wait for
 * their turn before: never on an event loop.
 */
public interface Passwords {

    /**
     * @return a hash with a new salt
     * @throws Unavailable when too many are waiting already
     */
    PasswordHash hash(Password password);

    /**
     * @param hash null where there is no such account: the answer is no, after the same work
     * @throws Unavailable when too many are waiting already
     */
    boolean matches(Password password, @Nullable PasswordHash hash);

    /**
     * Whether a hash was made as {@link #hash} makes them today; one that was not is replaced when
     * its password is next at hand.
     */
    boolean isCurrent(PasswordHash hash);
}
