package dev.cloudshelf.cart.http;

import dev.cloudshelf.cart.PutInCart;
import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartChange;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.kernel.Caller;
import dev.cloudshelf.kernel.http.Callers;
import dev.cloudshelf.kernel.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The caller's own cart. It is found by the caller's id and by nothing else. */
@Path("/cart")
@Tag(name = "Cart")
@RolesAllowed(Caller.Role.CUSTOMER_NAME)
@Cache(noStore = true)
public class CartResource {

    private final CartStore carts;
    private final PutInCart putInCart;

    public CartResource(CartStore carts, PutInCart putInCart) {
        this.carts = carts;
        this.putInCart = putInCart;
    }

    @GET
    @Operation(operationId = "getCart", summary = "What is in my cart")
    @Parameter(
            name = HttpHeaders.IF_NONE_MATCH,
            in = ParameterIn.HEADER,
            description = "The ETag of the cart as it was last read",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponseSchema(value = CartJson.class, responseCode = "200")
    @APIResponse(responseCode = "304", description = "The cart is still as If-None-Match says")
    public Uni<RestResponse<CartJson>> getCart(
            @Context SecurityContext security, @Context Request request) {
        return carts.read(owner(security)).map(cart -> answer(cart, request));
    }

    @PUT
    @Path("/items/{book_id}")
    @Operation(operationId = "setCartItem", summary = "Set how many copies of a book I want")
    @APIResponseSchema(value = CartJson.class, responseCode = "200")
    public Uni<RestResponse<CartJson>> setCartItem(
            @RestPath("book_id") UUID bookId,
            @NotNull @Valid Quantity body,
            @Context SecurityContext security) {
        return putInCart.set(owner(security), bookId, body.quantity()).map(CartResource::answer);
    }

    @POST
    @Path("/items")
    @Operation(
            operationId = "addCartItem",
            summary = "Add copies of a book to those in my cart",
            description =
                    "Of adds at the same time every one counts. One that would make more than 99"
                            + " copies is refused with 422.")
    @APIResponseSchema(value = CartJson.class, responseCode = "200")
    public Uni<RestResponse<CartJson>> addCartItem(
            @NotNull @Valid Addition body, @Context SecurityContext security) {
        return putInCart
                .add(owner(security), body.bookId(), body.quantity())
                .map(CartResource::answer);
    }

    @DELETE
    @Path("/items/{book_id}")
    @Operation(operationId = "removeCartItem", summary = "Take a book out, if it is in")
    public Uni<Void> removeCartItem(
            @RestPath("book_id") UUID bookId, @Context SecurityContext security) {
        return carts.remove(owner(security), bookId);
    }

    @DELETE
    @Operation(operationId = "clearCart", summary = "Take every book out")
    public Uni<Void> clearCart(@Context SecurityContext security) {
        return carts.clear(owner(security));
    }

    private static String owner(SecurityContext security) {
        return Callers.of(security).id();
    }

    private static RestResponse<CartJson> answer(Cart cart, Request request) {
        EntityTag tag = CartTag.of(cart);
        return request.evaluatePreconditions(tag) == null
                ? ResponseBuilder.ok(CartJson.of(cart)).tag(tag).build()
                : ResponseBuilder.<CartJson>notModified().tag(tag).build();
    }

    private static RestResponse<CartJson> answer(CartChange change) {
        return switch (change) {
            case CartChange.Changed(Cart cart) ->
                    ResponseBuilder.ok(CartJson.of(cart)).tag(CartTag.of(cart)).build();
            case CartChange.TooManyCopies() -> throw CartProblems.tooManyCopies();
            case CartChange.CartFull() -> throw CartProblems.cartFull();
            case CartChange.UnknownBook() -> throw Problem.notFound("book");
        };
    }
}
