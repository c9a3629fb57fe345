package dev.cloudshelf.cart.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.cart.domain.MergeResult;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A customer's cart after a merge, as JSON. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "MergedCart",
        requiredProperties = {"items", "item_count", "total_amount", "currency", "left_out"})
public record MergedCartJson(
        @Schema(description = "In the order in which the books came in") List<CartJson.Item> items,
        @Schema(description = "Copies, not lines") int itemCount,
        BigDecimal totalAmount,
        @Schema(description = "ISO 4217", examples = "USD") String currency,
        @Schema(description = "For which there was no room; they are still in the guest's cart")
                List<CartJson.Item> leftOut) {

    static MergedCartJson of(MergeResult merge) {
        CartJson cart = CartJson.of(merge.cart());
        return new MergedCartJson(
                cart.items(),
                cart.itemCount(),
                cart.totalAmount(),
                cart.currency(),
                merge.leftOut().stream().map(CartJson.Item::of).toList());
    }
}
