package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookQuery.Position;
import dev.cloudshelf.catalog.domain.BookQuery.Sort;
import dev.cloudshelf.catalog.domain.Facets;
import dev.cloudshelf.catalog.store.postgres.FuzzySearch.Candidate;
import dev.cloudshelf.kernel.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.Optional;

/**
 * Finds the books of a list. If the words of a text match few books, its first page comes from the
 * fuzzy search instead. The cursors of a list record which of the two was used, so that all pages
 * belong to the same list.
 */
final class BookFinder {

    /** The number of word matches below which the fuzzy search runs; a page has room for both. */
    static final int FUZZY_BELOW = 5;

    private final Pool pool;

    BookFinder(Pool pool) {
        this.pool = pool;
    }

    /**
     * @return empty when the query's position does not belong to its order
     */
    Uni<Optional<Page<Book>>> find(BookQuery query) {
        String text = query.text();
        if (text == null) {
            return sorted(query, new Matches.All());
        }
        Position after = query.after();
        if (after == null) {
            return withWords(query, text, true);
        }
        if (after.key().isEmpty()) {
            return noSuchPosition();
        }
        BookQuery withoutPrefix =
                query.startingAfter(new Position(after.key().substring(1), after.id()));
        return switch (after.key().substring(0, 1)) {
            case Matches.WithWords.CURSOR_PREFIX -> withWords(withoutPrefix, text, false);
            case Matches.Fuzzy.CURSOR_PREFIX -> fuzzy(withoutPrefix, text);
            default -> noSuchPosition();
        };
    }

    /**
     * @return empty when the query's position does not belong to its order
     */
    Uni<Optional<Facets>> facets(BookQuery query) {
        return matches(query)
                .chain(matches ->
                        matches.isEmpty()
                                ? Uni.createFrom().item(Optional.empty())
                                : FacetCounts.of(pool, query, matches.get()).map(Optional::of));
    }

    /** Returns which books {@link #find} lists, whatever the order. */
    private Uni<Optional<Matches>> matches(BookQuery query) {
        String text = query.text();
        if (text == null) {
            return Uni.createFrom().item(Optional.of(new Matches.All()));
        }
        Matches.WithWords words = new Matches.WithWords(text);
        Position after = query.after();
        if (after != null) {
            return after.key().startsWith(Matches.Fuzzy.CURSOR_PREFIX)
                    ? FuzzySearch.find(pool, query, text)
                            .map(fuzzy -> Optional.of(new Matches.Fuzzy(Candidate.ids(fuzzy))))
                    : Uni.createFrom().item(Optional.of(words));
        }
        RelevanceStatement search =
                RelevanceStatement.of(query.sortedBy(Sort.RELEVANCE), words, FUZZY_BELOW)
                        .orElseThrow();
        return pool.preparedQuery(search.sql())
                .execute(search.parameters())
                .chain(found ->
                        !RelevanceStatement.isMany(found)
                                        && RelevanceStatement.needsFuzzySearch(found, FUZZY_BELOW)
                                ? FuzzySearch.find(pool, query, text)
                                        .map(fuzzy ->
                                                Optional.of(
                                                        new Matches.Fuzzy(Candidate.ids(fuzzy))))
                                : Uni.createFrom().item(Optional.of(words)));
    }

    private Uni<Optional<Page<Book>>> withWords(BookQuery query, String text, boolean first) {
        Matches.WithWords matches = new Matches.WithWords(text);
        int rows = Math.max(query.limit() + 1, FUZZY_BELOW);
        if (query.sort() != Sort.RELEVANCE) {
            return SortedStatement.of(query, matches, rows)
                    .map(search ->
                            pool.preparedQuery(search.sql())
                                    .execute(search.parameters())
                                    .chain(found ->
                                            first && found.size() < FUZZY_BELOW
                                                    ? sortedFuzzy(query, text, search.page(found))
                                                    : page(search.page(found))))
                    .orElseGet(BookFinder::noSuchPosition);
        }
        return RelevanceStatement.of(query, matches, rows)
                .map(search ->
                        pool.preparedQuery(search.sql())
                                .execute(search.parameters())
                                .chain(found -> {
                                    if (RelevanceStatement.isMany(found)) {
                                        return manyMatches(query, matches, rows);
                                    }
                                    return first
                                                    && RelevanceStatement.needsFuzzySearch(
                                                            found, FUZZY_BELOW)
                                            ? fuzzy(query, text)
                                            : page(search.page(found, matches));
                                }))
                .orElseGet(BookFinder::noSuchPosition);
    }

    private Uni<Optional<Page<Book>>> manyMatches(
            BookQuery query, Matches.WithWords matches, int rows) {
        if (PopularWordsStatement.serve(query)) {
            PopularWordsStatement search = PopularWordsStatement.of(query, matches, rows);
            return pool.preparedQuery(search.sql())
                    .execute(search.parameters())
                    .chain(found -> page(search.page(found, matches)));
        }
        CommonWordsStatement search = CommonWordsStatement.of(query, matches, rows).orElseThrow();
        return pool.preparedQuery(search.sql())
                .execute(search.parameters())
                .chain(found -> page(search.page(found, matches)));
    }

    private Uni<Optional<Page<Book>>> fuzzy(BookQuery query, String text) {
        return FuzzySearch.find(pool, query, text)
                .chain(candidates ->
                        query.sort() == Sort.RELEVANCE
                                ? FuzzyPage.of(pool, query, candidates)
                                : sorted(query, new Matches.Fuzzy(Candidate.ids(candidates))));
    }

    /**
     * Lists fuzzy matches in another order than relevance, unless the text is the exact title or
     * author of a book: then only that is meant.
     */
    private Uni<Optional<Page<Book>>> sortedFuzzy(
            BookQuery query, String text, Page<Book> withWords) {
        return FuzzySearch.find(pool, query, text)
                .chain(candidates ->
                        candidates.stream().anyMatch(Candidate::isExact)
                                ? page(withWords)
                                : sorted(query, new Matches.Fuzzy(Candidate.ids(candidates))));
    }

    private Uni<Optional<Page<Book>>> sorted(BookQuery query, Matches matches) {
        return SortedStatement.of(query, matches, query.limit() + 1)
                .map(search ->
                        pool.preparedQuery(search.sql())
                                .execute(search.parameters())
                                .map(rows -> Optional.of(search.page(rows))))
                .orElseGet(BookFinder::noSuchPosition);
    }

    private static Uni<Optional<Page<Book>>> page(Page<Book> page) {
        return Uni.createFrom().item(Optional.of(page));
    }

    private static Uni<Optional<Page<Book>>> noSuchPosition() {
        return Uni.createFrom().item(Optional.empty());
    }
}
