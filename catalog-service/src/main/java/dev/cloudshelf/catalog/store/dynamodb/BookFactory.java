package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds books from drafts, with times and numbers as they are read back from the store. */
final class BookFactory {

    private static final int RATING_DECIMALS = 2;

    private BookFactory() {}

    /**
     * @param draft with price and category; without a stock there are no copies
     */
    static Book created(UUID id, BookDraft draft, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return book(id, draft, orElse(draft.stockQuantity(), 0), 0, at, at, 1);
    }

    /**
     * Returns the book with all values of the draft, nulls included. Only the stock stays if the
     * draft has none.
     *
     * @param draft with price and category
     */
    static Book replaced(Book before, BookDraft draft, Instant now) {
        return book(
                before.id(),
                draft,
                orElse(draft.stockQuantity(), before.stockQuantity()),
                before.soldCount(),
                before.createdAt(),
                now.truncatedTo(ChronoUnit.MILLIS),
                before.version() + 1);
    }

    static Book withStock(Book before, int stockQuantity, Instant now) {
        return replaced(before, draftOf(before, stockQuantity), now);
    }

    /** Returns whether the two differ in nothing but the time and version of the change. */
    static boolean areSame(Book before, Book after) {
        return book(
                        after.id(),
                        draftOf(after, null),
                        after.stockQuantity(),
                        after.soldCount(),
                        after.createdAt(),
                        before.updatedAt(),
                        before.version())
                .equals(before);
    }

    /** Returns the draft with missing values filled in from the book, except for the stock. */
    static BookDraft filledUp(Book book, @Nullable String importKey, BookDraft draft) {
        BookDraft there = draftOf(book, null);
        return new BookDraft(
                orElseNull(draft.importKey(), importKey),
                draft.title(),
                draft.author(),
                orElseNull(draft.isbn(), there.isbn()),
                orElseNull(draft.price(), there.price()),
                orElseNull(draft.category(), there.category()),
                orElseNull(draft.description(), there.description()),
                orElseNull(draft.imageUrl(), there.imageUrl()),
                orElseNull(draft.language(), there.language()),
                orElseNull(draft.publishedYear(), there.publishedYear()),
                orElseNull(draft.averageRating(), there.averageRating()),
                orElseNull(draft.ratingsCount(), there.ratingsCount()),
                null);
    }

    static BookDraft with(ImportDefaults defaults, BookDraft draft) {
        return new BookDraft(
                draft.importKey(),
                draft.title(),
                draft.author(),
                draft.isbn(),
                orElseNull(draft.price(), defaults.price()),
                orElseNull(draft.category(), defaults.category()),
                draft.description(),
                draft.imageUrl(),
                draft.language(),
                draft.publishedYear(),
                draft.averageRating(),
                draft.ratingsCount(),
                orElseNull(draft.stockQuantity(), defaults.stockQuantity()));
    }

    private static BookDraft draftOf(Book book, @Nullable Integer stockQuantity) {
        return new BookDraft(
                null,
                book.title(),
                book.author(),
                book.isbn(),
                book.price().amount(),
                book.category(),
                book.description(),
                book.imageUrl(),
                book.language(),
                book.publishedYear(),
                book.averageRating(),
                book.ratingsCount(),
                stockQuantity);
    }

    private static Book book(
            UUID id,
            BookDraft draft,
            int stockQuantity,
            int soldCount,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        BigDecimal rating = draft.averageRating();
        return new Book(
                id,
                draft.title(),
                draft.author(),
                draft.isbn(),
                Money.usd(Objects.requireNonNull(draft.price(), "price")),
                Objects.requireNonNull(draft.category(), "category"),
                draft.description(),
                draft.imageUrl(),
                draft.language(),
                draft.publishedYear(),
                rating == null ? null : rating.setScale(RATING_DECIMALS, RoundingMode.HALF_UP),
                draft.ratingsCount(),
                stockQuantity,
                soldCount,
                createdAt,
                updatedAt,
                version);
    }

    private static int orElse(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    private static <T> @Nullable T orElseNull(@Nullable T value, @Nullable T otherwise) {
        return value == null ? otherwise : value;
    }
}
