package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.store.dynamodb.PositionReader.IndexPosition;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds books by the same authors, then the newest of the same category. */
record RelatedBooks(BookReader reader) {

    /** The authors that are used, the first ones of a book. */
    private static final int AUTHORS_MAX = 3;

    /** Positions read for each author. */
    private static final int READ_MAX = 100;

    Uni<Optional<List<Book>>> of(UUID id, int limit) {
        return reader.byId(id)
                .chain(found ->
                        found.isEmpty()
                                ? Uni.createFrom().item(Optional.empty())
                                : relatedTo(found.get().book(), limit).map(Optional::of));
    }

    private Uni<List<Book>> relatedTo(Book book, int limit) {
        List<SearchText> authors =
                Arrays.stream(book.author().split(",", -1))
                        .limit(AUTHORS_MAX)
                        .map(SearchText::of)
                        .filter(author -> !author.isEmpty())
                        .toList();
        List<Uni<List<Book>>> calls = new ArrayList<>();
        for (SearchText author : authors) {
            calls.add(byAuthor(author));
        }
        calls.add(ofCategory(book.category(), limit + 1));
        return Uni.join()
                .all(calls)
                .andFailFast()
                .map(lists -> {
                    Map<UUID, Book> all = new LinkedHashMap<>();
                    lists.forEach(
                            list -> list.forEach(other -> all.putIfAbsent(other.id(), other)));
                    all.remove(book.id());
                    return all.values().stream().limit(limit).toList();
                });
    }

    private Uni<List<Book>> byAuthor(SearchText author) {
        return books(
                        KeyRange.words(reader.tables(), author, null)
                                .read(null, READ_MAX)
                                .map(batch ->
                                        batch.positions().stream()
                                                .filter(author::isFirstMatch)
                                                .toList()))
                .map(books ->
                        books.stream()
                                .filter(other ->
                                        BookWords.folded(other.author()).contains(author.folded()))
                                .toList());
    }

    private Uni<List<Book>> ofCategory(String category, int count) {
        return books(
                KeyRange.newest(reader.tables(), category)
                        .read(null, count)
                        .map(PositionReader.PositionBatch::positions));
    }

    private Uni<List<Book>> books(Uni<List<IndexPosition>> positions) {
        return positions.chain(found ->
                reader.at(found.stream().map(IndexPosition::book).toList())
                        .map(books ->
                                found.stream()
                                        .map(position ->
                                                Optional.ofNullable(books.get(position.book())))
                                        .flatMap(Optional::stream)
                                        .map(BookItem::book)
                                        .toList()));
    }
}
