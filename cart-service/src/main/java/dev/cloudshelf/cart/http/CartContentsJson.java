package dev.cloudshelf.cart.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.cart.domain.Cart;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The contents of a cart without prices, for callers that get these from the catalog. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "CartContents",
        requiredProperties = {"items"})
public record CartContentsJson(List<Item> items) {

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(
            name = "CartContentsItem",
            requiredProperties = {"book_id", "quantity"})
    public record Item(UUID bookId, int quantity) {}

    static CartContentsJson of(Cart cart) {
        return new CartContentsJson(
                cart.lines().stream()
                        .map(line -> new Item(line.book().id(), line.quantity()))
                        .toList());
    }
}
