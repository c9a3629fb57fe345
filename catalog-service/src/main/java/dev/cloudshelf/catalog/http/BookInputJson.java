package dev.cloudshelf.catalog.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A book as sent by an administrator. */
@Schema(
        name = "BookInput",
        requiredProperties = {"title", "author", "price", "category"})
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record BookInputJson(
        @Schema(maxLength = 500) @Nullable String title,
        @Schema(maxLength = 1000, description = "All authors with commas between them")
                @Nullable String author,
        @Schema(nullable = true, description = "ISBN-10 or ISBN-13, hyphens allowed")
                @Nullable String isbn,
        @Schema(description = "At most two decimals", examples = "12.99")
                @Nullable BigDecimal price,
        @Schema(description = "USD, the only one") @Nullable String currency,
        @Schema(maxLength = 100) @Nullable String category,
        @Schema(nullable = true, maxLength = 4000) @Nullable String description,
        @Schema(nullable = true, maxLength = 500) @Nullable String imageUrl,
        @Schema(nullable = true, description = "ISO 639") @Nullable String language,
        @Schema(nullable = true) @Nullable Integer publishedYear,
        @Schema(nullable = true, description = "0 to 5") @Nullable BigDecimal averageRating,
        @Schema(nullable = true) @Nullable Integer ratingsCount,
        @Schema(
                        nullable = true,
                        description =
                                "Left out, a new book has no copies and another one keeps its own")
                @Nullable Integer stockQuantity) {

    /** Returns the fields of an import row, because the same rules apply. */
    Map<String, String> fields() {
        Map<String, String> fields = new HashMap<>();
        put(fields, "title", title);
        put(fields, "author", author);
        put(fields, "isbn", isbn);
        put(fields, "price", price);
        put(fields, BookInput.CURRENCY, currency);
        put(fields, "category", category);
        put(fields, "description", description);
        put(fields, "image_url", imageUrl);
        put(fields, "language", language);
        put(fields, "published_year", publishedYear);
        put(fields, "average_rating", averageRating);
        put(fields, "ratings_count", ratingsCount);
        put(fields, "stock_quantity", stockQuantity);
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
    }
}
