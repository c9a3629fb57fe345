package dev.cloudshelf.catalog.domain;

import dev.cloudshelf.kernel.Isbn13;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One valid row of an import after parsing and normalizing. A null field is one that the row does
 * not have: a new book takes the default, an existing one keeps its value.
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

    /** Returns a copy with price, category and stock filled in. */
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
     * Returns the identity that makes two rows the same book: the source's key if there is one,
     * else the ISBN, else title and author.
     */
    public String identity() {
        return identities().getFirst();
    }

    /**
     * Returns all identities of the row: {@link #identity()} first, then the ISBN if there is a key
     * as well.
     */
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

    /**
     * Returns whether the row has neither key nor ISBN. Title and author alone are not unique in
     * the store.
     */
    public boolean isKnownByTitleOnly() {
        return importKey == null && isbn == null;
    }
}
