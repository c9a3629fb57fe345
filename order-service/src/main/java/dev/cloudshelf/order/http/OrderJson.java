package dev.cloudshelf.order.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.order.domain.Change;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.PricedLine;
import dev.cloudshelf.order.domain.Refusal;
import dev.cloudshelf.order.domain.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An order, with its money flat beside one currency.
 *
 * @param refusal the slug of the problem that kept it from being placed
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "Order",
        requiredProperties = {
            "id",
            "user_id",
            "status",
            "items",
            "subtotal",
            "tax",
            "shipping",
            "total",
            "currency",
            "shipping_address",
            "refusal",
            "created_at",
            "updated_at",
            "history"
        })
public record OrderJson(
        UUID id,
        UUID userId,
        @Schema(enumeration = {"pending", "confirmed", "shipped", "delivered", "cancelled"})
                String status,
        @Schema(description = "As they were when the order was confirmed; empty before")
                List<ItemJson> items,
        BigDecimal subtotal,
        BigDecimal tax,
        BigDecimal shipping,
        BigDecimal total,
        @Schema(examples = "USD") String currency,
        AddressJson shippingAddress,
        @Schema(
                        nullable = true,
                        description =
                                "Why a cancelled order was never placed: the slug of the problem"
                                        + " that its customer was answered")
                @Nullable String refusal,
        Instant createdAt,
        Instant updatedAt,
        List<ChangeJson> history) {

    /** A line of an order. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(
            name = "OrderItem",
            requiredProperties = {"book_id", "title", "price", "quantity", "line_total"})
    public record ItemJson(
            UUID bookId, String title, BigDecimal price, int quantity, BigDecimal lineTotal) {

        static ItemJson of(PricedLine item) {
            return new ItemJson(
                    item.bookId(),
                    item.title(),
                    item.price().amount(),
                    item.quantity(),
                    item.lineTotal().amount());
        }
    }

    /** A step of an order's life. */
    @Schema(
            name = "OrderChange",
            requiredProperties = {"status", "at", "by"})
    public record ChangeJson(
            String status,
            Instant at,
            @Schema(description = "An account's id, or the part of the shop that did it")
                    String by) {

        static ChangeJson of(Change change) {
            return new ChangeJson(change.status().wireName(), change.at(), change.by());
        }
    }

    static OrderJson of(Order order) {
        Totals totals = order.totals();
        Refusal refusal = order.refusal();
        return new OrderJson(
                order.id(),
                order.userId(),
                order.status().wireName(),
                order.items().stream().map(ItemJson::of).toList(),
                totals.subtotal().amount(),
                totals.tax().amount(),
                totals.shipping().amount(),
                totals.total().amount(),
                totals.total().currency().getCurrencyCode(),
                AddressJson.of(order.shippingAddress()),
                refusal == null ? null : OrderProblems.typeOf(refusal).slug(),
                order.createdAt(),
                order.updatedAt(),
                order.history().stream().map(ChangeJson::of).toList());
    }
}
