package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.money;
import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.optionalText;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;
import static dev.cloudshelf.kernel.dynamodb.Attributes.time;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.kernel.Isbn13;
import dev.cloudshelf.kernel.dynamodb.Tables;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A complete book as an item of {@code cloudshelf-books}, key {@code category}, {@code book_id}. If
 * the category of a book changes, it is put as a new item, in one transaction with everything that
 * refers to it. The indexes are for lists only, because an index lags behind its table:
 *
 * <ul>
 *   <li>TitleSearchIndex ({@code title}), complete items: the books with exactly this title.
 *   <li>TitleOrderIndex ({@code shelf}, {@code title_key}) and CategoryTitleIndex ({@code
 *       category}, {@code title_key}), keys only: all books, or those of a category, by title.
 *   <li>NewestIndex ({@code shelf}, {@code book_id}), keys only: ids are UUIDv7, which sort by
 *       time.
 * </ul>
 *
 * @param importKey the key of the row from which it was imported
 * @param reserved copies held by open reservations; a book is only deleted when it is 0
 */
record BookItem(Book book, @Nullable String importKey, int reserved) {

    static final String TABLE = "cloudshelf-books";
    static final String TITLE_INDEX = "TitleSearchIndex";
    static final String TITLE_ORDER_INDEX = "TitleOrderIndex";
    static final String CATEGORY_TITLE_INDEX = "CategoryTitleIndex";
    static final String NEWEST_INDEX = "NewestIndex";

    static final String CATEGORY = "category";
    static final String ID = "book_id";
    static final String TITLE = "title";
    static final String TITLE_KEY = "title_key";
    static final String SHELF = "shelf";

    /** The same value for all books. */
    static final AttributeValue THE_SHELF = text("all");

    private static final int RATING_DECIMALS = 2;

    static Tables tables(DynamoDbAsyncClient client) {
        return new Tables(client, "The catalogue's store");
    }

    static Map<String, AttributeValue> key(String category, UUID id) {
        return Map.of(CATEGORY, text(category), ID, text(id));
    }

    Map<String, AttributeValue> key() {
        return key(book.category(), book.id());
    }

    /** Returns the attributes to write. */
    Map<String, AttributeValue> attributes() {
        Map<String, AttributeValue> item = new HashMap<>(key());
        item.put(TITLE, text(book.title()));
        item.put("author", text(book.author()));
        item.put("price", money(book.price()));
        item.put("stock_quantity", number(book.stockQuantity()));
        item.put("reserved_quantity", number(reserved));
        item.put("sold_count", number(book.soldCount()));
        item.put("created_at", time(book.createdAt()));
        item.put("updated_at", time(book.updatedAt()));
        item.put("version", number(book.version()));
        item.put(SHELF, THE_SHELF);
        item.put(TITLE_KEY, text(BookWords.of(book).titleKey(book.id())));
        put(item, "isbn", book.isbn() == null ? null : book.isbn().digits());
        put(item, "description", book.description());
        put(item, "image_url", book.imageUrl());
        put(item, "language", book.language());
        put(item, "published_year", book.publishedYear());
        put(item, "average_rating", book.averageRating());
        put(item, "ratings_count", book.ratingsCount());
        put(item, "import_key", importKey);
        return item;
    }

    private static void put(Map<String, AttributeValue> item, String name, @Nullable Object value) {
        if (value instanceof Number number) {
            item.put(name, AttributeValue.fromN(number.toString()));
        } else if (value != null) {
            item.put(name, text(value));
        }
    }

    static BookItem of(Map<String, AttributeValue> item) {
        String isbn = optionalText(item, "isbn");
        Book book =
                new Book(
                        UUID.fromString(text(item, ID)),
                        text(item, TITLE),
                        text(item, "author"),
                        isbn == null ? null : new Isbn13(isbn),
                        money(item, "price"),
                        text(item, CATEGORY),
                        optionalText(item, "description"),
                        optionalText(item, "image_url"),
                        optionalText(item, "language"),
                        integer(item, "published_year"),
                        rating(item.get("average_rating")),
                        integer(item, "ratings_count"),
                        // Copies returned by orders have no upper limit.
                        (int) Math.min(number(item, "stock_quantity"), Integer.MAX_VALUE),
                        count(item, "sold_count"),
                        time(item, "created_at"),
                        time(item, "updated_at"),
                        number(item, "version"));
        return new BookItem(
                book, optionalText(item, "import_key"), count(item, "reserved_quantity"));
    }

    private static int count(Map<String, AttributeValue> item, String name) {
        return Math.toIntExact(number(item, name));
    }

    private static @Nullable Integer integer(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? count(item, name) : null;
    }

    /** Restores the decimals; DynamoDB drops trailing zeros. */
    private static @Nullable BigDecimal rating(@Nullable AttributeValue rating) {
        return rating == null
                ? null
                : new BigDecimal(rating.n()).setScale(RATING_DECIMALS, RoundingMode.HALF_UP);
    }
}
