package dev.cloudshelf.cart.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A cart as its owner sees it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "Cart",
        description = "What a customer means to buy, at the prices last seen in the catalogue",
        requiredProperties = {"items", "item_count", "total_amount", "currency"})
public record CartJson(
        @Schema(description = "In the order in which the books came in") List<Item> items,
        @Schema(description = "Copies, not lines") int itemCount,
        BigDecimal totalAmount,
        @Schema(description = "ISO 4217", examples = "USD") String currency) {

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(
            name = "CartItem",
            requiredProperties = {
                "book_id",
                "book_title",
                "book_price",
                "book_image_url",
                "quantity",
                "line_total",
                "added_at",
                "updated_at"
            })
    public record Item(
            UUID bookId,
            String bookTitle,
            @Schema(description = "Of one copy") BigDecimal bookPrice,
            @Schema(nullable = true) @Nullable String bookImageUrl,
            @Schema(minimum = "1", maximum = "99") int quantity,
            BigDecimal lineTotal,
            Instant addedAt,
            Instant updatedAt) {

        static Item of(CartLine line) {
            return new Item(
                    line.book().id(),
                    line.book().title(),
                    line.book().price().amount(),
                    line.book().imageUrl(),
                    line.quantity(),
                    line.total().amount(),
                    line.addedAt(),
                    line.updatedAt());
        }
    }

    static CartJson of(Cart cart) {
        Money total = cart.total();
        return new CartJson(
                cart.lines().stream().map(Item::of).toList(),
                cart.itemCount(),
                total.amount(),
                total.currency().getCurrencyCode());
    }
}
