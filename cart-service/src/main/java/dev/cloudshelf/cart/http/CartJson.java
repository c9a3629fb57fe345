package dev.cloudshelf.cart.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A cart as JSON. */
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
                "price_was",
                "book_image_url",
                "availability",
                "quantity",
                "line_total",
                "added_at",
                "updated_at"
            })
    public record Item(
            UUID bookId,
            String bookTitle,
            @Schema(description = "Of one copy") BigDecimal bookPrice,
            @Schema(
                            nullable = true,
                            description =
                                    "What a copy cost when I last put some in, where it costs"
                                            + " something else now")
                    @Nullable BigDecimal priceWas,
            @Schema(nullable = true) @Nullable String bookImageUrl,
            @Schema(
                            enumeration = {"available", "short", "gone"},
                            description = "short: there are fewer copies; gone: not sold any more")
                    String availability,
            @Schema(minimum = "1", maximum = "99") int quantity,
            BigDecimal lineTotal,
            Instant addedAt,
            Instant updatedAt) {

        static Item of(CartLine line) {
            return new Item(
                    line.book().id(),
                    line.book().title(),
                    line.book().price().amount(),
                    formerPrice(line),
                    line.book().imageUrl(),
                    line.availability().name().toLowerCase(Locale.ROOT),
                    line.quantity(),
                    line.total().amount(),
                    line.addedAt(),
                    line.updatedAt());
        }
    }

    private static @Nullable BigDecimal formerPrice(CartLine line) {
        Money priceWas = line.priceWas();
        return priceWas == null ? null : priceWas.amount();
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
