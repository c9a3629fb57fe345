package dev.cloudshelf.order.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.kernel.Cursor;
import dev.cloudshelf.kernel.Page;
import dev.cloudshelf.order.domain.Order;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of orders. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "Orders",
        requiredProperties = {"items", "next_cursor"})
public record OrdersJson(
        List<OrderJson> items, @Schema(nullable = true) @Nullable String nextCursor) {

    static OrdersJson of(Page<Order> page) {
        return new OrdersJson(
                page.items().stream().map(OrderJson::of).toList(),
                page.next().map(Cursor::encode).orElse(null));
    }
}
