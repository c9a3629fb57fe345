package dev.cloudshelf.catalog.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.cloudshelf.catalog.domain.Book;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A book as JSON: price and currency side by side, the ISBN as its digits. */
@Schema(
        name = "Book",
        requiredProperties = {
            "id",
            "title",
            "author",
            "isbn",
            "price",
            "currency",
            "category",
            "description",
            "image_url",
            "language",
            "published_year",
            "average_rating",
            "ratings_count",
            "stock_quantity",
            "created_at",
            "updated_at"
        })
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonSerialize(using = BookJsonSerializer.class)
public record BookJson(
        UUID id,
        String title,
        String author,
        @Schema(nullable = true, description = "13 digits") @Nullable String isbn,
        @Schema(description = "Two decimals", examples = "12.99") BigDecimal price,
        @Schema(description = "ISO 4217", examples = "USD") String currency,
        String category,
        @Schema(nullable = true) @Nullable String description,
        @Schema(nullable = true) @Nullable String imageUrl,
        @Schema(nullable = true, description = "ISO 639") @Nullable String language,
        @Schema(nullable = true, description = "Of the work's first publication")
                @Nullable Integer publishedYear,
        @Schema(nullable = true, description = "0 to 5") @Nullable BigDecimal averageRating,
        @Schema(nullable = true) @Nullable Integer ratingsCount,
        @Schema(description = "Copies that can be bought now") int stockQuantity,
        Instant createdAt,
        Instant updatedAt) {

    static BookJson of(Book book) {
        return new BookJson(
                book.id(),
                book.title(),
                book.author(),
                book.isbn() == null ? null : book.isbn().digits(),
                book.price().amount(),
                book.price().currency().getCurrencyCode(),
                book.category(),
                book.description(),
                book.imageUrl(),
                book.language(),
                book.publishedYear(),
                book.averageRating(),
                book.ratingsCount(),
                book.stockQuantity(),
                book.createdAt(),
                book.updatedAt());
    }
}
