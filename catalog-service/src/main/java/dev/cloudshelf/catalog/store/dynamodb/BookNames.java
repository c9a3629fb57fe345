package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.kernel.Isbn13;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/**
 * The names of a book, as items of {@code cloudshelf-book-names}, key {@code name}: its id, its
 * ISBN, its import key, and, if it has neither ISBN nor import key, title and author. Each item has
 * {@code category} and {@code book_id}, the key of the book, and is written in the book's own
 * transactions, which makes ISBN and import key unique.
 *
 * <p>Title and author are only a hint for imports, because several books may share them: the item
 * names the book that was written last, and stays when that book changes. A reader has to check the
 * book itself.
 */
record BookNames(Tables tables) {

    static final String TABLE = "cloudshelf-book-names";
    static final String NAME = "name";

    /** The key of a book in its table. */
    record BookLocation(UUID id, String category) {
        Map<String, AttributeValue> key() {
            return BookItem.key(category, id);
        }
    }

    static String ofId(UUID id) {
        return "id:" + id;
    }

    static String ofIsbn(Isbn13 isbn) {
        return "isbn:" + isbn.digits();
    }

    static String ofImportKey(String key) {
        return "key:" + key;
    }

    static String ofTitle(String title, String author) {
        String both = title.toLowerCase(Locale.ROOT) + '\u001f' + author.toLowerCase(Locale.ROOT);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(both.getBytes(StandardCharsets.UTF_8));
            return "title:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Returns the names that are unique to the book. */
    static List<String> own(BookItem item) {
        Book book = item.book();
        List<String> names = new ArrayList<>(3);
        names.add(ofId(book.id()));
        if (book.isbn() != null) {
            names.add(ofIsbn(book.isbn()));
        }
        if (item.importKey() != null) {
            names.add(ofImportKey(item.importKey()));
        }
        return names;
    }

    /** Returns whether imports identify the book by title and author. */
    static boolean isKnownByTitleOnly(BookItem item) {
        return item.book().isbn() == null && item.importKey() == null;
    }

    /**
     * Writes title and author as a hint, for a book without any unique name, and replaces an
     * earlier hint.
     */
    static Optional<Put> hint(BookItem item) {
        return isKnownByTitleOnly(item) ? Optional.of(hint(item.book()).build()) : Optional.empty();
    }

    /**
     * Writes the hint on condition that it has not changed since it was read.
     *
     * @param seen the book that the hint named; null for none
     */
    static Optional<Put> hint(BookItem item, @Nullable UUID seen) {
        if (!isKnownByTitleOnly(item)) {
            return Optional.empty();
        }
        Put.Builder put = hint(item.book());
        return Optional.of(
                (seen == null
                                ? put.conditionExpression("attribute_not_exists(book_id)")
                                : put.conditionExpression("book_id = :seen")
                                        .expressionAttributeValues(Map.of(":seen", text(seen))))
                        .build());
    }

    private static Put.Builder hint(Book book) {
        return Put.builder()
                .tableName(TABLE)
                .item(item(ofTitle(book.title(), book.author()), book));
    }

    static Map<String, AttributeValue> item(String name, Book book) {
        Map<String, AttributeValue> item = new HashMap<>(BookItem.key(book.category(), book.id()));
        item.put(NAME, text(name));
        return item;
    }

    static Map<String, AttributeValue> key(String name) {
        return Map.of(NAME, text(name));
    }

    /** Looks up the keys of the books with these names; unknown names are left out. */
    Uni<Map<String, BookLocation>> locate(Collection<String> names) {
        return tables.getAll(TABLE, names.stream().distinct().map(BookNames::key).toList())
                .map(items -> {
                    Map<String, BookLocation> located = new HashMap<>();
                    for (Map<String, AttributeValue> item : items) {
                        located.put(
                                text(item, NAME),
                                new BookLocation(
                                        UUID.fromString(text(item, BookItem.ID)),
                                        text(item, BookItem.CATEGORY)));
                    }
                    return located;
                });
    }
}
