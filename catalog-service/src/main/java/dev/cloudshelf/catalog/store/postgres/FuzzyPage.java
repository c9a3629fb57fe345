package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.store.postgres.FuzzySearch.Candidate;
import dev.cloudshelf.kernel.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A page of fuzzy matches, the closest first. */
final class FuzzyPage {

    private FuzzyPage() {}

    /**
     * @param candidates in their order
     * @return empty when the query's position does not belong to this order
     */
    static Uni<Optional<Page<Book>>> of(
            SqlClient client, BookQuery query, List<Candidate> candidates) {
        @Nullable Candidate last = null;
        if (query.after() != null) {
            Optional<Relevance> relevance = Relevance.parse(query.after().key());
            Optional<UUID> id = id(query.after().id());
            if (relevance.isEmpty() || id.isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
            }
            last = new Candidate(id.get(), relevance.get());
        }
        List<Candidate> page = new ArrayList<>();
        for (Candidate candidate : candidates) {
            boolean shown = last != null && Candidate.ORDER.compare(candidate, last) <= 0;
            if (!shown && page.size() <= query.limit()) {
                page.add(candidate);
            }
        }
        return BookRows.byIds(client, Candidate.ids(page))
                .map(books -> Optional.of(page(query, page, books)));
    }

    private static Page<Book> page(BookQuery query, List<Candidate> candidates, List<Book> books) {
        Map<UUID, Book> byId =
                books.stream().collect(Collectors.toMap(Book::id, Function.identity()));
        List<KeyedBook> keyed = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Book book = byId.get(candidate.id());
            // It may have been deleted in the meantime.
            if (book != null) {
                keyed.add(new KeyedBook(book, candidate.relevance().toString()));
            }
        }
        return KeyedBook.page(keyed, query, new Matches.Fuzzy(List.of()));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
