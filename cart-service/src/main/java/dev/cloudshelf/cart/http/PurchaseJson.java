package dev.cloudshelf.cart.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.cart.domain.Purchase;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The lines of an order, to be removed from its owner's cart. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "CartPurchase",
        requiredProperties = {"order_id", "lines"})
public record PurchaseJson(
        @NotNull UUID orderId,
        @NotEmpty @Size(max = Purchase.LINES_MAX) List<@NotNull @Valid Line> lines) {

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(
            name = "CartPurchaseLine",
            requiredProperties = {"book_id", "quantity"})
    public record Line(
            @NotNull UUID bookId, @NotNull @Min(1) @Max(CartLine.QUANTITY_MAX) Integer quantity) {}

    Purchase purchase() {
        return new Purchase(
                orderId,
                lines.stream()
                        .map(line -> new Purchase.Line(line.bookId(), line.quantity()))
                        .toList());
    }
}
