package dev.cloudshelf.cart.http;

import dev.cloudshelf.cart.domain.AccountClosed;
import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.kernel.ServiceScope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestPath;

/** The cart operations of checkout, for order-service. Not routed by the gateway. */
@Path("/internal/carts/{user_id}")
@Tag(name = "Internal")
@RolesAllowed(ServiceScope.CARTS)
@Cache(noStore = true)
public class InternalCartResource {

    private final CartStore carts;
    private final Clock clock;

    public InternalCartResource(CartStore carts, Clock clock) {
        this.carts = carts;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "getCartContents", summary = "What a customer's cart holds")
    public Uni<CartContentsJson> getCartContents(@RestPath("user_id") UUID userId) {
        return carts.read(new CartOwner.Customer(userId.toString()), clock.instant())
                .onFailure(AccountClosed.class)
                .recoverWithItem(new Cart(List.of()))
                .map(CartContentsJson::of);
    }

    @POST
    @Path("/removals")
    @Operation(
            operationId = "takePurchaseOffCart",
            summary = "Take what an order has bought off its owner's cart",
            description =
                    "Happens once for each order_id, however often it is asked. What was added to"
                            + " the cart meanwhile stays.")
    @APIResponse(responseCode = "204", description = "It has been taken off, now or before")
    public Uni<Void> takePurchaseOffCart(
            @RestPath("user_id") UUID userId, @NotNull @Valid PurchaseJson body) {
        return carts.takeOff(
                new CartOwner.Customer(userId.toString()), body.purchase(), clock.instant());
    }
}
