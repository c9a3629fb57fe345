package dev.cloudshelf.cart.http;

import dev.cloudshelf.cart.AdmitChange;
import dev.cloudshelf.cart.KeepSummary;
import dev.cloudshelf.cart.PutInCart;
import dev.cloudshelf.cart.ShowCart;
import dev.cloudshelf.cart.domain.Admission;
import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartChange;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.Shopper;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
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
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * The caller's own cart, identified only by a customer's token or a guest's session id. A change
 * that comes with a session updates the session's summary of the cart.
 */
@Path("/cart")
@Tag(name = "Cart", description = "What somebody means to buy")
@PermitAll
@SecurityRequirement(name = "bearer")
@SecurityRequirement(name = SessionScheme.NAME)
@Cache(noStore = true)
public class CartResource {

    private final Shoppers shoppers;
    private final ShowCart showCart;
    private final PutInCart putInCart;
    private final KeepSummary keepSummary;
    private final AdmitChange admitChange;
    private final QuotaProblems quotaProblems;
    private final CartStore carts;
    private final Clock clock;

    CartResource(
            Shoppers shoppers,
            ShowCart showCart,
            PutInCart putInCart,
            KeepSummary keepSummary,
            AdmitChange admitChange,
            QuotaProblems quotaProblems,
            CartStore carts,
            Clock clock) {
        this.shoppers = shoppers;
        this.showCart = showCart;
        this.putInCart = putInCart;
        this.keepSummary = keepSummary;
        this.admitChange = admitChange;
        this.quotaProblems = quotaProblems;
        this.carts = carts;
        this.clock = clock;
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
            @Context HttpHeaders headers, @Context Request request) {
        return shoppers.of(headers)
                .chain(shopper -> showCart.of(shopper.owner()))
                .map(cart -> response(cart, request));
    }

    @PUT
    @Path("/items/{book_id}")
    @Operation(
            operationId = "setCartItem",
            summary = "Set how many copies of a book I want",
            description =
                    "A guest's cart begins with the id of a session that is there; with another id"
                            + " it is 404. Changes of one cart are counted: too many in a while are"
                            + " 429.")
    @APIResponseSchema(value = CartJson.class, responseCode = "200")
    public Uni<RestResponse<CartJson>> setCartItem(
            @RestPath("book_id") UUID bookId,
            @NotNull @Valid CartQuantityJson body,
            @Context HttpHeaders headers) {
        return change(headers, shopper -> putInCart.set(shopper, bookId, body.quantity()));
    }

    @POST
    @Path("/items")
    @Operation(
            operationId = "addCartItem",
            summary = "Add copies of a book to those in my cart",
            description =
                    "Of adds at the same time every one counts. One that would make more than 99"
                            + " copies is refused with 422. A guest's cart begins with the id of a"
                            + " session that is there; with another id it is 404. Changes of one"
                            + " cart are counted: too many in a while are 429.")
    @APIResponseSchema(value = CartJson.class, responseCode = "200")
    public Uni<RestResponse<CartJson>> addCartItem(
            @NotNull @Valid CartAdditionJson body, @Context HttpHeaders headers) {
        return change(headers, shopper -> putInCart.add(shopper, body.bookId(), body.quantity()));
    }

    @DELETE
    @Path("/items/{book_id}")
    @Operation(operationId = "removeCartItem", summary = "Take a book out, if it is in")
    public Uni<Void> removeCartItem(
            @RestPath("book_id") UUID bookId, @Context HttpHeaders headers) {
        return takeOut(headers, owner -> carts.remove(owner, bookId));
    }

    @DELETE
    @Operation(operationId = "clearCart", summary = "Take every book out")
    public Uni<Void> clearCart(@Context HttpHeaders headers) {
        return takeOut(headers, owner -> carts.clear(owner, clock.instant()));
    }

    private Uni<RestResponse<CartJson>> change(
            HttpHeaders headers, Function<Shopper, Uni<CartChange>> put) {
        return shoppers.of(headers)
                .chain(shopper ->
                        put.apply(shopper)
                                .call(change ->
                                        change instanceof CartChange.Changed(Cart cart)
                                                ? keepSummary.of(shopper, cart)
                                                : Uni.createFrom().voidItem())
                                .map(change -> response(shopper, change)));
    }

    private Uni<Void> takeOut(HttpHeaders headers, Function<CartOwner, Uni<Void>> change) {
        return shoppers.of(headers)
                .chain(shopper ->
                        admitChange
                                .of(shopper)
                                .chain(admission -> takeOut(shopper, admission, change)));
    }

    private Uni<Void> takeOut(
            Shopper shopper, Admission admission, Function<CartOwner, Uni<Void>> change) {
        return switch (admission) {
            case Admission.Admitted() ->
                    change.apply(shopper.owner()).chain(() -> keepSummary.of(shopper));
            // The cart is empty.
            case Admission.UnknownSession() -> Uni.createFrom().voidItem();
            case Admission.TooManyChanges(int seconds) ->
                    throw quotaProblems.tooManyChanges(shopper.owner(), seconds);
        };
    }

    private static RestResponse<CartJson> response(Cart cart, Request request) {
        EntityTag tag = CartTag.of(cart);
        Response.ResponseBuilder unmet = request.evaluatePreconditions(tag);
        if (unmet == null) {
            return ResponseBuilder.ok(CartJson.of(cart)).tag(tag).build();
        }
        if (unmet.build().getStatus() == ProblemType.STALE.status()) {
            throw CartProblems.changedSinceRead();
        }
        return ResponseBuilder.<CartJson>notModified().tag(tag).build();
    }

    private RestResponse<CartJson> response(Shopper shopper, CartChange change) {
        return switch (change) {
            case CartChange.Changed(Cart cart) ->
                    ResponseBuilder.ok(CartJson.of(cart)).tag(CartTag.of(cart)).build();
            case CartChange.TooManyCopies() -> throw CartProblems.tooManyCopies();
            case CartChange.CartFull() -> throw CartProblems.cartFull();
            case CartChange.UnknownBook() -> throw Problem.notFound("book");
            case CartChange.UnknownSession() -> throw CartProblems.unknownSession();
            case CartChange.TooManyChanges(int seconds) ->
                    throw quotaProblems.tooManyChanges(shopper.owner(), seconds);
        };
    }
}
