package dev.cloudshelf.catalog.domain;

import dev.cloudshelf.kernel.Isbn13;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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
        return identities().getFirst();
    }

    /** All that the row may be known by: {@link #identity()} first, and the ISBN beside a key. */
    public List<String> identities() {
        List<String> identities = new ArrayList<>(2);
        if (importKey != null) {
            identities.add("key " + importKey);
        }
        if (isbn != null) {
            identities.add("isbn " + isbn);
        }
        if (identities.isEmpty()) {
            identities.add(
                    "book "
                            + title.toLowerCase(Locale.ROOT)
                            + '\u001f'
                            + author.toLowerCase(Locale.ROOT));
        }
        return identities;
    }

    /** Without key and ISBN: known by title and author alone, which nothing keeps unique. */
    public boolean isKnownByTitleOnly() {
        return importKey == null && isbn == null;
    }
}
