package dev.cloudshelf.cart.domain;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * @return those of the books that there are; fails with {@link
     *     dev.cloudshelf.kernel.Unavailable} when the catalogue does not say
     */
    Uni<Map<UUID, Book>> findAll(List<UUID> bookIds);
}
