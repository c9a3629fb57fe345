package dev.cloudshelf.cart.domain;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The port to the catalog. */
public interface Catalog {

    /**
     * Finds one book.
     *
     * @return empty when there is no such book; fails with {@link
     *     dev.cloudshelf.kernel.Unavailable} when the catalog is unavailable
     */
    Uni<Optional<Book>> find(UUID bookId);

    /**
     * Finds many books at once, with a short timeout, because the caller can go on without the
     * result.
     *
     * @param bookIds at most {@link Cart#LINES_MAX}
     * @return fails with {@link dev.cloudshelf.kernel.Unavailable} when the catalog is unavailable
     */
    Uni<BookLookup> findAll(List<UUID> bookIds);

    /**
     * The result of looking up many books. A book that is in neither collection had an invalid
     * response.
     *
     * @param found the existing books
     * @param gone the ids of books that do not exist
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
