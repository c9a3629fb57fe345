package dev.cloudshelf.cart.http;

import dev.cloudshelf.cart.AdmitChange;
import dev.cloudshelf.cart.domain.Admission;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.MergeResult;
import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.cart.domain.Shopper;
import dev.cloudshelf.kernel.Caller;
import dev.cloudshelf.kernel.http.Callers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Merges a guest's cart into the customer's after a sign-in. */
@Path("/cart/merge")
@Tag(name = "Cart", description = "What somebody means to buy")
@RolesAllowed(Caller.Role.CUSTOMER_NAME)
@Cache(noStore = true)
public class CartMergeResource {

    private final CartStore carts;
    private final AdmitChange admitChange;
    private final QuotaProblems quotaProblems;
    private final Clock clock;

    CartMergeResource(
            CartStore carts, AdmitChange admitChange, QuotaProblems quotaProblems, Clock clock) {
        this.carts = carts;
        this.admitChange = admitChange;
        this.quotaProblems = quotaProblems;
        this.clock = clock;
    }

    @POST
    @Operation(
            operationId = "mergeCart",
            summary = "Take what I chose as a guest into my cart",
            description =
                    "Quantities of the same book add, up to 99. It may be repeated: what has been"
                            + " merged once is in the guest's cart no more.")
    @APIResponseSchema(value = MergedCartJson.class, responseCode = "200")
    public Uni<RestResponse<MergedCartJson>> mergeCart(
            @RestHeader(SessionId.HEADER) @NotNull @Pattern(regexp = SessionId.PATTERN)
                    String sessionId,
            @Context SecurityContext security) {
        var customer = new CartOwner.Customer(Callers.of(security).id());
        CartOwner.Guest guest = CartOwner.guest(new SessionId(sessionId));
        return admitChange
                .of(new Shopper(customer, null))
                .chain(admission -> {
                    if (admission instanceof Admission.TooManyChanges(int seconds)) {
                        throw quotaProblems.tooManyChanges(customer, seconds);
                    }
                    return carts.merge(guest, customer, clock.instant());
                })
                .map(CartMergeResource::response);
    }

    private static RestResponse<MergedCartJson> response(MergeResult merge) {
        return ResponseBuilder.ok(MergedCartJson.of(merge)).tag(CartTag.of(merge.cart())).build();
    }
}
