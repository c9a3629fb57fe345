package dev.cloudshelf.order.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.kernel.http.RequestIdForwarding;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** cart-service, as far as this service calls it. */
@RegisterRestClient(configKey = "cart")
@RegisterProvider(RequestIdForwarding.class)
@RegisterProvider(NoContentExpected.class)
@Path("/internal/carts/{user_id}")
public interface CartApi {

    @GET
    Uni<CartJson> cart(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @PathParam("user_id") UUID userId);

    @POST
    @Path("/removals")
    Uni<Void> remove(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
            @PathParam("user_id") UUID userId,
            RemovalJson removal);

    /** What is in a cart. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CartJson(@Nullable List<ItemJson> items) {}

    /** So many copies of a book. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ItemJson(@Nullable UUID bookId, int quantity) {}

    /** What an order has bought. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record RemovalJson(UUID orderId, List<ItemJson> lines) {}
}
