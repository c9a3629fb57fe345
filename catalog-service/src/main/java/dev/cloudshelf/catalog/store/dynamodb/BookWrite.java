package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.number;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.kernel.dynamodb.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * One change of a book as the writes of one transaction: the book, its names, its words, and the
 * counts of its categories. The book is written on condition that nobody has changed it since it
 * was read, sold and reserved copies included. So the other writes need no condition, except for a
 * new name that another book may have. There are at most 90 writes: 80 words, two for a book that
 * moves, six names and two categories.
 *
 * @param writes the book first
 * @param isbnAt the index of the write of a new ISBN; -1 without one
 * @param counts by category, the change of its number of books
 */
record BookWrite(List<TransactWriteItem> writes, int isbnAt, Map<String, Integer> counts) {

    /** Sales do not change the version, because they are not part of what readers see. */
    private static final String AS_READ =
            """
            version = :version
            AND sold_count = :sold
            AND reserved_quantity = :reserved\
            """;

    static BookWrite create(BookItem after) {
        return of(null, after, BookNames.hint(after));
    }

    /**
     * Creates a book that imports identify by title and author only.
     *
     * @param seen the other book that the hint named; null for none
     */
    static BookWrite create(BookItem after, @Nullable UUID seen) {
        return of(null, after, BookNames.hint(after, seen));
    }

    static BookWrite change(BookItem before, BookItem after) {
        boolean hinted =
                BookNames.isKnownByTitleOnly(before)
                        && before.book().title().equals(after.book().title())
                        && before.book().author().equals(after.book().author())
                        && before.key().equals(after.key());
        return of(before, after, hinted ? Optional.empty() : BookNames.hint(after));
    }

    static BookWrite delete(BookItem before) {
        return of(before, null, Optional.empty());
    }

    private static BookWrite of(
            @Nullable BookItem before, @Nullable BookItem after, Optional<Put> hint) {
        List<TransactWriteItem> writes = new ArrayList<>(book(before, after));
        int isbnAt = names(before, after, writes);
        hint.map(Tables::put).ifPresent(writes::add);
        words(before, after, writes);
        return new BookWrite(writes, isbnAt, counts(before, after));
    }

    /** Returns all writes, those of the categories' counts included. */
    List<TransactWriteItem> allWrites() {
        List<TransactWriteItem> all = new ArrayList<>(writes);
        counts.forEach((category, more) -> all.add(Categories.count(category, more)));
        return all;
    }

    private static List<TransactWriteItem> book(
            @Nullable BookItem before, @Nullable BookItem after) {
        if (before == null) {
            return List.of(Tables.put(newBook(Objects.requireNonNull(after))));
        }
        if (after == null) {
            return List.of(Tables.delete(old(before)));
        }
        return before.key().equals(after.key())
                ? List.of(
                        Tables.put(
                                Put.builder()
                                        .tableName(BookItem.TABLE)
                                        .item(after.attributes())
                                        .conditionExpression(AS_READ)
                                        .expressionAttributeValues(asRead(before))
                                        .build()))
                : List.of(Tables.delete(old(before)), Tables.put(newBook(after)));
    }

    private static Put newBook(BookItem after) {
        return Put.builder()
                .tableName(BookItem.TABLE)
                .item(after.attributes())
                .conditionExpression("attribute_not_exists(book_id)")
                .build();
    }

    private static Delete old(BookItem before) {
        return Delete.builder()
                .tableName(BookItem.TABLE)
                .key(before.key())
                .conditionExpression(AS_READ)
                .expressionAttributeValues(asRead(before))
                .build();
    }

    private static Map<String, AttributeValue> asRead(BookItem before) {
        return Map.of(
                ":version", number(before.book().version()),
                ":sold", number(before.book().soldCount()),
                ":reserved", number(before.reserved()));
    }

    /**
     * @return the index of the write of the new ISBN
     */
    private static int names(
            @Nullable BookItem before, @Nullable BookItem after, List<TransactWriteItem> writes) {
        Set<String> gone = new HashSet<>(before == null ? List.of() : BookNames.own(before));
        int isbnAt = -1;
        if (after != null) {
            boolean stays =
                    before != null && before.book().category().equals(after.book().category());
            for (String name : BookNames.own(after)) {
                boolean had = gone.remove(name);
                if (!had || !stays) {
                    if (!had && name.startsWith("isbn:")) {
                        isbnAt = writes.size();
                    }
                    writes.add(Tables.put(name(name, after.book(), !had)));
                }
            }
        }
        gone.forEach(name ->
                writes.add(
                        Tables.delete(
                                Delete.builder()
                                        .tableName(BookNames.TABLE)
                                        .key(BookNames.key(name))
                                        .build())));
        return isbnAt;
    }

    private static Put name(String name, Book book, boolean isNew) {
        return Put.builder()
                .tableName(BookNames.TABLE)
                .item(BookNames.item(name, book))
                // A new name must be unused; any other is this book's already.
                .conditionExpression(isNew ? "attribute_not_exists(book_id)" : null)
                .build();
    }

    private static void words(
            @Nullable BookItem before, @Nullable BookItem after, List<TransactWriteItem> writes) {
        Map<String, Map<String, AttributeValue>> old =
                before == null ? Map.of() : BookWords.items(before.book());
        Map<String, Map<String, AttributeValue>> now =
                after == null ? Map.of() : BookWords.items(after.book());
        now.forEach((position, item) -> {
            if (!item.equals(old.get(position))) {
                writes.add(Tables.put(Put.builder().tableName(BookWords.TABLE).item(item).build()));
            }
        });
        for (String position : old.keySet()) {
            if (!now.containsKey(position)) {
                writes.add(
                        Tables.delete(
                                Delete.builder()
                                        .tableName(BookWords.TABLE)
                                        .key(BookWords.key(position))
                                        .build()));
            }
        }
    }

    private static Map<String, Integer> counts(
            @Nullable BookItem before, @Nullable BookItem after) {
        Map<String, Integer> counts = new HashMap<>();
        if (before != null) {
            counts.merge(before.book().category(), -1, Integer::sum);
        }
        if (after != null) {
            counts.merge(after.book().category(), 1, Integer::sum);
        }
        counts.values().removeIf(more -> more == 0);
        return counts;
    }
}
