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

/** Reads books by what they are known by: first where they are, then them. */
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

    /** By their ids; those that are gone are left out. */
    Uni<Map<UUID, BookItem>> byIds(Collection<UUID> ids) {
        return byNames(ids.stream().map(BookNames::ofId).toList())
                .map(found -> {
                    Map<UUID, BookItem> books = new HashMap<>();
                    found.values().forEach(item -> books.put(item.book().id(), item));
                    return books;
                });
    }

    /** By each name that a book has. */
    Uni<Map<String, BookItem>> byNames(Collection<String> wanted) {
        return byNames(wanted, 0);
    }

    /** A book that is not where its name says was moved in between, and its name then says so. */
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

    /** Only the name that is a hint may be of a book that is gone. */
    private static boolean isLost(String name, Map<String, BookItem> found) {
        return !found.containsKey(name) && !name.startsWith("title:");
    }

    /** Those that are there. */
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
