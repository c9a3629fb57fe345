package dev.cloudshelf.order.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.kernel.http.RequestIdForwarding;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** catalog-service, as far as this service calls it. */
@RegisterRestClient(configKey = "catalog")
@RegisterProvider(RequestIdForwarding.class)
@RegisterProvider(NoContentExpected.class)
@Path("/internal/stock-reservations/{order_id}")
public interface CatalogApi {

    @PUT
    Uni<ReservationJson> reserve(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @PathParam("order_id") UUID orderId,
            WishJson wish);

    @POST
    @Path("/confirm")
    Uni<ReservationJson> confirm(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @PathParam("order_id") UUID orderId);

    @POST
    @Path("/restock")
    Uni<ReservationJson> restock(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @PathParam("order_id") UUID orderId);

    @DELETE
    Uni<Void> release(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @PathParam("order_id") UUID orderId);

    /** What to set aside. */
    record WishJson(List<LineJson> lines) {}

    /** So many copies of a book. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record LineJson(UUID bookId, int quantity) {}

    /** What is set aside, or sold. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReservationJson(
            @Nullable String status,
            @Nullable String currency,
            @Nullable List<ReservedLineJson> lines) {}

    /** A line with the title, price and category that count. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReservedLineJson(
            @Nullable UUID bookId,
            @Nullable String title,
            @Nullable BigDecimal price,
            int quantity,
            @Nullable String category) {}

    /** Why it was refused: a problem (RFC 9457) and, for a shortage, its lines. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ProblemJson(@Nullable String type, @Nullable List<ShortLineJson> lines) {}

    /** A line that the stock does not cover. */
    @RegisterForReflection
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ShortLineJson(
            @Nullable UUID bookId, @Nullable String title, int requested, int available) {}
}
