package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/**
 * Reads what administrators have changed; {@link AccountStore} writes it together with each change.
 * A store that does not answer fails with {@link Unavailable}.
 */
public interface AccountAuditLog {

    /**
     * Returns the newest entries of an account, also of a closed one.
     *
     * @return at most {@link AdminChange#READ_MAX}, the newest first
     */
    Uni<List<AdminChange>> changes(UUID accountId);
}
