package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookQuery.Sort;
import dev.cloudshelf.catalog.domain.SearchCapability;
import dev.cloudshelf.catalog.store.dynamodb.BookPageReader.Stage;
import dev.cloudshelf.kernel.Isbn13;
import dev.cloudshelf.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the books of a list. Without text they are sorted by title or by age, or, with an author
 * filter, found by the author's words. A text finds, in this order:
 *
 * <ol>
 *   <li>if it is an ISBN, its book and no other
 *   <li>if it is in quotation marks, the books with exactly this title and no other
 *   <li>books whose title begins with the text, by title
 *   <li>books in whose title or author every word of the text begins a word, sorted by the longest
 *       of the words
 * </ol>
 */
record BookFinder(BookReader reader) {

    static final SearchCapability CAPABILITY =
            new SearchCapability(
                    EnumSet.of(Sort.TITLE, Sort.NEWEST), EnumSet.of(Sort.RELEVANCE), false);

    /** The maximum length of a partition key (AWS), longer than any category. */
    private static final int CATEGORY_MAX = 400;

    /**
     * @return empty when the query's position does not belong to its order
     */
    Uni<Optional<Page<Book>>> find(BookQuery query) {
        if (CAPABILITY.unsupported(query, false).isPresent()) {
            throw new IllegalArgumentException("Beyond this store: " + query);
        }
        if (query.category() != null && query.category().length() > CATEGORY_MAX) {
            return none();
        }
        String text = query.text();
        if (text == null) {
            return readPage(query, stages(query), fullFilter(query));
        }
        Optional<Isbn13> isbn = Isbn13.parse(text);
        return isbn.isPresent()
                ? byIsbn(query, isbn.get())
                : readPage(query, stages(query, text), fullFilter(query));
    }

    private List<Stage> stages(BookQuery query) {
        SearchText author = query.author() == null ? null : SearchText.of(query.author());
        if (query.sort() == Sort.NEWEST) {
            return List.of(
                    new Stage(
                            'n', KeyRange.newest(reader.tables(), query.category()), any -> true));
        }
        return author == null || author.isEmpty()
                ? List.of(titles(query, ""))
                : List.of(words(query, author, author::isFirstMatch));
    }

    private List<Stage> stages(BookQuery query, String text) {
        if (text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")) {
            String title = text.substring(1, text.length() - 1);
            return List.of(new Stage('x', new ExactTitle(reader.tables(), title), any -> true));
        }
        SearchText wanted = SearchText.of(text);
        return wanted.isEmpty()
                ? List.of()
                : List.of(
                        titles(query, BookWords.titleBegin(wanted.folded())),
                        words(
                                query,
                                wanted,
                                position ->
                                        wanted.isFirstMatch(position)
                                                && !wanted.beginsTitle(position)));
    }

    private Stage titles(BookQuery query, String begin) {
        return new Stage(
                't', KeyRange.titles(reader.tables(), query.category(), begin), any -> true);
    }

    private Stage words(
            BookQuery query,
            SearchText text,
            Predicate<PositionReader.IndexPosition> positionFilter) {
        return new Stage(
                'w', KeyRange.words(reader.tables(), text, query.category()), positionFilter);
    }

    private Uni<Optional<Page<Book>>> readPage(
            BookQuery query, List<Stage> stages, Predicate<Book> filter) {
        return stages.isEmpty() ? none() : new BookPageReader(reader, query, stages, filter).page();
    }

    private Uni<Optional<Page<Book>>> byIsbn(BookQuery query, Isbn13 isbn) {
        return query.after() != null
                ? Uni.createFrom().item(Optional.empty())
                : reader.byName(BookNames.ofIsbn(isbn))
                        .map(found ->
                                Optional.of(
                                        new Page<>(
                                                found
                                                        .map(BookItem::book)
                                                        .filter(fullFilter(query))
                                                        .stream()
                                                        .toList(),
                                                Optional.empty())));
    }

    private static Uni<Optional<Page<Book>>> none() {
        return Uni.createFrom().item(Optional.of(new Page<>(List.of(), Optional.empty())));
    }

    /** Returns the filter for the books themselves, because the indexes may lag behind. */
    private static Predicate<Book> fullFilter(BookQuery query) {
        @Nullable String author = query.author() == null ? null : BookWords.folded(query.author());
        return book ->
                (query.category() == null || query.category().equals(book.category()))
                        && (author == null || BookWords.folded(book.author()).contains(author))
                        && (query.language() == null || query.language().equals(book.language()))
                        && (query.minPrice() == null
                                || book.price().amount().compareTo(query.minPrice()) >= 0)
                        && (query.maxPrice() == null
                                || book.price().amount().compareTo(query.maxPrice()) <= 0)
                        && (!query.inStock() || book.stockQuantity() > 0);
    }
}
