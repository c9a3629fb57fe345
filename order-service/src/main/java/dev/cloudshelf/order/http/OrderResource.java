package dev.cloudshelf.order.http;

import dev.cloudshelf.kernel.Caller;
import dev.cloudshelf.kernel.http.Callers;
import dev.cloudshelf.kernel.http.PageLimit;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import dev.cloudshelf.order.domain.Order;
import dev.cloudshelf.order.domain.OrderBook;
import dev.cloudshelf.order.domain.OrderFilter;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A customer's own orders. */
@Path("/orders")
@Tag(name = "orders", description = "Buying, and what becomes of it")
@RolesAllowed(Caller.Role.CUSTOMER_NAME)
public class OrderResource {

    private final OrderBook orders;

    OrderResource(OrderBook orders) {
        this.orders = orders;
    }

    @GET
    @Cache(noStore = true)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listOrders", summary = "My orders, newest first")
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
                    @Nullable String cursor,
            @Context SecurityContext security) {
        OrderFilter filter = OrderFilter.of(customer(security), ListParameters.status(status));
        return orders.page(filter, ListParameters.after(cursor, filter), PageLimit.of(limit))
                .map(OrdersJson::of);
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getOrder", summary = "One of my orders")
    @APIResponse(
            responseCode = "200",
            description = "The order",
            headers = @Header(name = HttpHeaders.ETAG, schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = OrderJson.class)))
    @APIResponse(responseCode = "304", description = "It is as If-None-Match says")
    public Uni<RestResponse<OrderJson>> get(
            @RestPath UUID id, @Context SecurityContext security, @Context Request request) {
        return orders.find(id, customer(security))
                .map(found -> found.orElseThrow(() -> Problem.notFound("order")))
                .map(order -> answer(order, request));
    }

    private static RestResponse<OrderJson> answer(Order order, Request request) {
        Response.ResponseBuilder unmet = request.evaluatePreconditions(OrderAnswers.tag(order));
        if (unmet == null) {
            return OrderAnswers.ok(order);
        }
        if (unmet.build().getStatus() == ProblemType.STALE.status()) {
            throw Problem.of(ProblemType.STALE, "It is not as If-Match says. Read it without.");
        }
        return OrderAnswers.notModified(order);
    }

    private static UUID customer(SecurityContext security) {
        return UUID.fromString(Callers.of(security).id());
    }
}
