package dev.cloudshelf.catalog.domain;

import dev.cloudshelf.kernel.Isbn13;
import dev.cloudshelf.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The store of books: search, changes by administrators, and imports. */
public interface BookStore extends BookRegister {

    Uni<Optional<Book>> byId(UUID id);

    Uni<Optional<Book>> byIsbn(Isbn13 isbn);

    /**
     * @return the existing books among these, in the order of the ids
     */
    Uni<List<Book>> byIds(List<UUID> ids);

    /** Returns what {@link #find} and {@link #facets} support; they fail for anything else. */
    default SearchCapability capability() {
        return SearchCapability.EVERYTHING;
    }

    /**
     * @return empty when the query's position does not belong to its sort order
     */
    Uni<Optional<Page<Book>>> find(BookQuery query);

    /**
     * Counts the books of a list by category, language and price band. Order, position and limit of
     * the query do not matter, except that a position keeps to the books of its list.
     *
     * @return empty when the query's position does not belong to its sort order
     */
    Uni<Optional<Facets>> facets(BookQuery query);

    /**
     * Suggests titles and authors for what is being typed.
     *
     * @param typed the beginning of a word of a title or of an author's name, or several words of
     *     which the last may be incomplete
     * @return at most {@link Suggestion#MAX}, titles first
     */
    Uni<List<Suggestion>> suggestions(String typed);

    /**
     * Returns books by the same authors, then others of the same category.
     *
     * @return empty when there is no such book
     */
    Uni<Optional<List<Book>>> related(UUID id, int limit);

    /**
     * Returns categories by name.
     *
     * @param after the last name of the page before
     */
    Uni<Page<CategoryCount>> categories(@Nullable String after, int limit);

    /**
     * Creates or updates the books of one batch, each completely or not at all. Writes the audit
     * log: the changes of each changed book, and for the batch which books it created.
     *
     * @param rows in file order, no two of the same book
     * @param edit the importer, and when the batch is saved
     * @return one outcome for each row, in the same order
     */
    Uni<List<ImportOutcome>> save(List<BookDraft> rows, ImportDefaults defaults, Edit edit);
}
