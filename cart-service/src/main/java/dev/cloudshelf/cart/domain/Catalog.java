package dev.cloudshelf.cart.domain;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the shop sells, and at what price. */
public interface Catalog {

    /**
     * @return empty when there is no such book; fails with {@link
     *     dev.cloudshelf.kernel.Unavailable} when the catalogue does not say
     */
    Uni<Optional<Book>> find(UUID bookId);

    /**
     * Asks about many books at once, and waits for the answer no longer than somebody does who
     * could go on without it.
     *
     * @param bookIds at most {@link Cart#LINES_MAX}
     * @return fails with {@link dev.cloudshelf.kernel.Unavailable} when the catalogue does not say
     */
    Uni<BookLookup> findAll(List<UUID> bookIds);

    /**
     * What the catalogue says of many books. Of one that is in neither it has not said anything
     * that can be told from nonsense.
     *
     * @param found the books that there are
     * @param gone those that there are not
     */
    record BookLookup(Map<UUID, Book> found, Set<UUID> gone) {

        public BookLookup {
            found = Map.copyOf(found);
            gone = Set.copyOf(gone);
        }

        public boolean knows(UUID bookId) {
            return found.containsKey(bookId) || gone.contains(bookId);
        }
    }
}
