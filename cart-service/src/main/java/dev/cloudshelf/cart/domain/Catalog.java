package dev.cloudshelf.cart.domain;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** What the shop sells, and at what price. */
public interface Catalog {

    /**
     * @return empty when there is no such book; fails with {@link
     *     dev.cloudshelf.kernel.Unavailable} when the catalogue does not say
     */
    Uni<Optional<Book>> find(UUID bookId);
}
