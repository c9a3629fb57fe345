package dev.cloudshelf.order.http;

import dev.cloudshelf.kernel.Caller;
import dev.cloudshelf.kernel.access.CurrentAccess;
import dev.cloudshelf.kernel.http.PageLimit;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderFilter;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Everybody's orders, for those who run the shop. */
@Path("/admin/orders")
@Tag(name = "orders", description = "Buying, and what becomes of it")
@RolesAllowed(Caller.Role.ADMIN_NAME)
public class AdminOrdersResource {

    private final OrderBook orders;

    AdminOrdersResource(OrderBook orders) {
        this.orders = orders;
    }

    @GET
    @CurrentAccess(beside = true)
    @Cache(noStore = true)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listAllOrders", summary = "Everybody's orders, newest first")
    public Uni<OrdersJson> list(
            @Parameter(
                            description = "Only orders with this status",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "pending",
                                                "confirmed",
                                                "shipped",
                                                "delivered",
                                                "cancelled"
                                            }))
                    @RestQuery
                    @Nullable String status,
            @Parameter(description = "Only this customer's orders") @RestQuery("user_id")
                    @Nullable UUID userId,
            @Parameter(
                            description =
                                    "Only orders placed at this time or later: RFC 3339, or a date,"
                                            + " which is its first moment in UTC")
                    @RestQuery
                    @Nullable String from,
            @Parameter(description = "Only orders placed before this time; written like from")
                    @RestQuery
                    @Nullable String to,
            @Parameter(
                            description = "How many at most",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "20"))
                    @RestQuery
                    @Nullable Integer limit,
            @Parameter(description = "next_cursor of the previous page, unchanged") @RestQuery
                    @Nullable String cursor) {
        OrderFilter filter =
                new OrderFilter(
                        userId,
                        ListParameters.status(status),
                        ListParameters.time("from", from),
                        ListParameters.time("to", to));
        return orders.page(filter, ListParameters.after(cursor, filter), PageLimit.of(limit))
                .map(OrdersJson::of);
    }
}
