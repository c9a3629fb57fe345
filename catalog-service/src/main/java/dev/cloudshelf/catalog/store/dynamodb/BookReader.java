package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.catalog.store.dynamodb.BookNames.BookLocation;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads books by their names: first looks up the keys, then reads the books. */
record BookReader(Tables tables, BookNames names, Retries retries) {

    static BookReader of(Tables tables) {
        return new BookReader(tables, new BookNames(tables), new Retries(tables));
    }

    Uni<Optional<BookItem>> byId(UUID id) {
        return byName(BookNames.ofId(id));
    }

    Uni<Optional<BookItem>> byName(String name) {
        return byNames(List.of(name)).map(found -> Optional.ofNullable(found.get(name)));
    }

    /** Returns the existing books by id. */
    Uni<Map<UUID, BookItem>> byIds(Collection<UUID> ids) {
        return byNames(ids.stream().map(BookNames::ofId).toList())
                .map(found -> {
                    Map<UUID, BookItem> books = new HashMap<>();
                    found.values().forEach(item -> books.put(item.book().id(), item));
                    return books;
                });
    }

    /** Returns the existing books by name. */
    Uni<Map<String, BookItem>> byNames(Collection<String> wanted) {
        return byNames(wanted, 0);
    }

    /** Reads again if a book is not where its name says: then it has been moved in between. */
    private Uni<Map<String, BookItem>> byNames(Collection<String> wanted, int attempt) {
        return names.locate(wanted)
                .chain(located ->
                        at(located.values())
                                .chain(books -> {
                                    Map<String, BookItem> found = new HashMap<>();
                                    located.forEach((name, location) -> {
                                        BookItem book = books.get(location);
                                        if (book != null) {
                                            found.put(name, book);
                                        }
                                    });
                                    boolean moved =
                                            located.keySet().stream()
                                                    .anyMatch(name -> isLost(name, found));
                                    return moved
                                            ? retries.retry(attempt, next -> byNames(wanted, next))
                                            : Uni.createFrom().item(found);
                                }));
    }

    /**
     * Returns whether a book is missing although its name is unique; a mere hint may name a deleted
     * book.
     */
    private static boolean isLost(String name, Map<String, BookItem> found) {
        return !found.containsKey(name) && !name.startsWith("title:");
    }

    /** Returns the existing books at these keys. */
    Uni<Map<BookLocation, BookItem>> at(Collection<BookLocation> locations) {
        return tables.getAll(
                        BookItem.TABLE,
                        locations.stream().distinct().map(BookLocation::key).toList())
                .map(items -> {
                    Map<BookLocation, BookItem> books = new HashMap<>();
                    items.stream()
                            .map(BookItem::of)
                            .forEach(item ->
                                    books.put(
                                            new BookLocation(
                                                    item.book().id(), item.book().category()),
                                            item));
                    return books;
                });
    }
}
