package dev.cloudshelf.catalog.domain;

import dev.cloudshelf.kernel.Isbn13;
import dev.cloudshelf.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A book as the shop sells it.
 *
 * @param author all authors, comma-separated, as on the cover
 * @param language ISO 639 code
 * @param publishedYear of the work's first publication; negative for years before the common era
 * @param averageRating 0 to 5
 * @param stockQuantity copies that can be bought now, without reserved ones
 * @param soldCount copies in confirmed orders, as far as they are counted ({@link
 *     ReservationStore#countSales}), without cancelled ones
 * @param version grows with every change, stock included
 */
public record Book(
        UUID id,
        String title,
        String author,
        @Nullable Isbn13 isbn,
        Money price,
        String category,
        @Nullable String description,
        @Nullable String imageUrl,
        @Nullable String language,
        @Nullable Integer publishedYear,
        @Nullable BigDecimal averageRating,
        @Nullable Integer ratingsCount,
        int stockQuantity,
        int soldCount,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /**
     * The maximum of copies that administrators and imports may stock. Copies that orders return
     * are added above it, too.
     */
    public static final int STOCK_MAX = 9_999_999;
}
