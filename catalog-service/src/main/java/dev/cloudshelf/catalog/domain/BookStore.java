package dev.cloudshelf.catalog.domain;

import dev.cloudshelf.kernel.Isbn13;
import dev.cloudshelf.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the books are: found by everybody, changed by hand, and imported. */
public interface BookStore extends BookRegister {

    Uni<Optional<Book>> byId(UUID id);

    Uni<Optional<Book>> byIsbn(Isbn13 isbn);

    /**
     * @return those of the books that there are, in the order of their ids
     */
    Uni<List<Book>> byIds(List<UUID> ids);

    /** What {@link #find} and {@link #facets} may be asked; they fail for anything beyond it. */
    default SearchCapability capability() {
        return SearchCapability.EVERYTHING;
    }

    /**
     * @return empty when the query's position is not one of its sort
     */
    Uni<Optional<Page<Book>>> find(BookQuery query);

    /**
     * How the books of a list are spread. Order, position and limit of the query do not matter,
     * except that a position keeps to the books of its list.
     *
     * @return empty when the query's position is not one of its sort
     */
    Uni<Optional<Facets>> facets(BookQuery query);

    /**
     * @param typed the beginning of a word in a title or of an author's name, or several words of
     *     which the last is not finished
     * @return at most {@link Suggestion#MAX}, titles first
     */
    Uni<List<Suggestion>> suggestions(String typed);

    /**
     * Books by the same authors, and others of the same category.
     *
     * @return empty when there is no such book
     */
    Uni<Optional<List<Book>>> related(UUID id, int limit);

    /**
     * Categories by name.
     *
     * @param after the last name seen
     */
    Uni<Page<CategoryCount>> categories(@Nullable String after, int limit);

    /**
     * Creates or updates the books of one batch, each whole or not at all, and notes who did: of
     * each changed book what changed, of the batch which books it created.
     *
     * @param rows in file order, no two of the same book
     * @param edit whose import it is, and when the batch is saved
     * @return one outcome for each row, in the same order
     */
    Uni<List<ImportOutcome>> save(List<BookDraft> rows, ImportDefaults defaults, Edit edit);
}
