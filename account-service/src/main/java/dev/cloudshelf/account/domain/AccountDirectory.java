package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Page;
import io.smallrye.mutiny.Uni;

/** Lists accounts, for administrators. */
public interface AccountDirectory {

    /**
     * Accounts in the order of their addresses' ASCII codes; closed ones have no address and are
     * not listed. A new account may take a moment to appear.
     */
    Uni<Page<Account>> list(AccountQuery query);
}
