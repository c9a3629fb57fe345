package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;
import static dev.cloudshelf.kernel.dynamodb.Attributes.time;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.kernel.dynamodb.Tables;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Writes the audit log: who changed which book, when, and what. Entries are items of {@code
 * cloudshelf-book-changes}, key {@code book_id} and {@code version}, which is the book's version
 * after the change. {@code difference} has each changed value before and after, as text, null for
 * none.
 *
 * <p>Books created by an import have one entry per transaction, an item of {@code
 * cloudshelf-book-imports}, key {@code imported_at}, which is the books' {@code created_at}, and
 * {@code first_book}, the first of them. Entries stay when a book is deleted.
 */
final class BookAuditLog {

    private static final String CHANGES = "cloudshelf-book-changes";
    private static final String IMPORTS = "cloudshelf-book-imports";

    private BookAuditLog() {}

    /**
     * @param before null for a new book
     * @param after null for a deleted book
     */
    static TransactWriteItem change(
            @Nullable BookItem before, @Nullable BookItem after, Edit edit) {
        Book book = (after == null ? Objects.requireNonNull(before) : after).book();
        String action = before == null ? "created" : after == null ? "deleted" : "changed";
        return Tables.put(
                Put.builder()
                        .tableName(CHANGES)
                        .item(
                                Map.of(
                                        "book_id", text(book.id()),
                                        "version",
                                                number(
                                                        after == null
                                                                ? book.version() + 1
                                                                : book.version()),
                                        "action", text(action),
                                        "changed_by", text(edit.by()),
                                        "changed_at", time(edit.at()),
                                        "difference",
                                                AttributeValue.fromM(difference(before, after))))
                        .build());
    }

    /**
     * @param created the books created in the transaction, at least one
     */
    static TransactWriteItem imported(List<UUID> created, Edit edit) {
        return Tables.put(
                Put.builder()
                        .tableName(IMPORTS)
                        .item(
                                Map.of(
                                        "imported_at", time(edit.at()),
                                        "first_book", text(created.getFirst()),
                                        "imported_by", text(edit.by()),
                                        "created",
                                                AttributeValue.fromSs(
                                                        created.stream()
                                                                .map(UUID::toString)
                                                                .toList())))
                        .build());
    }

    private static Map<String, AttributeValue> difference(
            @Nullable BookItem before, @Nullable BookItem after) {
        Map<String, @Nullable Object> old = values(before);
        Map<String, AttributeValue> difference = new HashMap<>();
        values(after)
                .forEach((name, value) -> {
                    if (!Objects.equals(old.get(name), value)) {
                        difference.put(
                                name,
                                AttributeValue.fromL(
                                        List.of(orNull(old.get(name)), orNull(value))));
                    }
                });
        return difference;
    }

    private static AttributeValue orNull(@Nullable Object value) {
        return value == null ? AttributeValue.fromNul(true) : text(value);
    }

    /**
     * Returns the logged values of a book: the public ones, and those by which imports identify it.
     * All names are present, with null for no value.
     */
    private static Map<String, @Nullable Object> values(@Nullable BookItem item) {
        Book book = item == null ? null : item.book();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("title", book == null ? null : book.title());
        values.put("author", book == null ? null : book.author());
        values.put("isbn", book == null || book.isbn() == null ? null : book.isbn().digits());
        values.put("price", book == null ? null : book.price().amount());
        values.put("category", book == null ? null : book.category());
        values.put("description", book == null ? null : book.description());
        values.put("image_url", book == null ? null : book.imageUrl());
        values.put("language", book == null ? null : book.language());
        values.put("published_year", book == null ? null : book.publishedYear());
        values.put("average_rating", book == null ? null : book.averageRating());
        values.put("ratings_count", book == null ? null : book.ratingsCount());
        values.put("stock_quantity", book == null ? null : book.stockQuantity());
        values.put("import_key", item == null ? null : item.importKey());
        return values;
    }
}
