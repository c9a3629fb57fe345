package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.function.Function;

/**
 * Keeps one address book per account, and its rules in none of its stores. A store that does not
 * answer fails with {@link Unavailable}.
 */
public interface AddressStore {

    /** An account without addresses, and one that does not exist, have an empty book. */
    Uni<AddressBook> find(UUID accountId);

    /**
     * Changes a book in one step: of racing changes each begins with what the one before has left.
     *
     * @param change computes the new book; may be asked more than once, so it does nothing else
     */
    Uni<AddressChange> change(UUID accountId, Function<AddressBook, AddressChange> change);
}
