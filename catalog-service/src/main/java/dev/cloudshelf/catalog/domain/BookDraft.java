package dev.cloudshelf.catalog.domain;

import dev.cloudshelf.kernel.Isbn13;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row of an import after it was read, mended and found good. A null says that the row does not
 * speak of that field: a new book takes the default, an existing one keeps what it has.
 *
 * @param importKey names the row in its source, such as {@code goodbooks:42}
 */
public record BookDraft(
        @Nullable String importKey,
        String title,
        String author,
        @Nullable Isbn13 isbn,
        @Nullable BigDecimal price,
        @Nullable String category,
        @Nullable String description,
        @Nullable String imageUrl,
        @Nullable String language,
        @Nullable Integer publishedYear,
        @Nullable BigDecimal averageRating,
        @Nullable Integer ratingsCount,
        @Nullable Integer stockQuantity) {

    /** The same row with what it left open. */
    public BookDraft with(BigDecimal price, String category, int stockQuantity) {
        return new BookDraft(
                importKey,
                title,
                author,
                isbn,
                price,
                category,
                description,
                imageUrl,
                language,
                publishedYear,
                averageRating,
                ratingsCount,
                stockQuantity);
    }

    /**
     * What makes two rows the same book: the source's key where there is one, else the ISBN, else
     * title and author.
     */
    public String identity() {
        if (importKey != null) {
            return "key " + importKey;
        }
        if (isbn != null) {
            return "isbn " + isbn;
        }
        return "book "
                + title.toLowerCase(Locale.ROOT)
                + '\u001f'
                + author.toLowerCase(Locale.ROOT);
    }
}
