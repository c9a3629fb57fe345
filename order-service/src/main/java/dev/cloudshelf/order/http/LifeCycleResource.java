package dev.cloudshelf.order.http;

import dev.cloudshelf.kernel.Caller;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.access.AccessCheck;
import dev.cloudshelf.kernel.access.AccessCheck.Verdict;
import dev.cloudshelf.kernel.access.CurrentAccess;
import dev.cloudshelf.kernel.http.Callers;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import dev.cloudshelf.order.Advance;
import dev.cloudshelf.order.AdvanceOrder;
import dev.cloudshelf.order.domain.Transition;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What happens to an order after it was placed. No If-Match is asked for: each step names in itself
 * the one status that it may start from.
 */
@Path("/orders/{id}")
@Tag(name = "orders", description = "Buying, and what becomes of it")
@Produces(MediaType.APPLICATION_JSON)
public class LifeCycleResource {

    private final AdvanceOrder advanceOrder;
    private final AccessCheck access;
    private final SecurityLog security;

    LifeCycleResource(AdvanceOrder advanceOrder, AccessCheck access, SecurityLog security) {
        this.advanceOrder = advanceOrder;
        this.access = access;
        this.security = security;
    }

    @POST
    @Path("/cancel")
    @RolesAllowed({Caller.Role.CUSTOMER_NAME, Caller.Role.ADMIN_NAME})
    @Operation(
            operationId = "cancelOrder",
            summary = "Cancel an order that has not been shipped",
            description =
                    "One of one's own, or anybody's for an administrator. Its copies go back on"
                            + " sale. Once cancelled, the same request is answered with the order as"
                            + " it is.")
    @APIResponse(
            responseCode = "200",
            description = "The order, cancelled",
            headers = @Header(name = HttpHeaders.ETAG, schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = OrderJson.class)))
    public Uni<RestResponse<OrderJson>> cancel(
            @RestPath UUID id, @Context SecurityContext security) {
        Caller caller = Callers.of(security);
        return access.ofCaller()
                .invoke(verdict -> require(verdict, caller))
                .chain(() -> advance(id, Transition.CANCEL, caller));
    }

    @POST
    @Path("/ship")
    @RolesAllowed(Caller.Role.ADMIN_NAME)
    @CurrentAccess
    @Operation(
            operationId = "shipOrder",
            summary = "Note that a confirmed order has been sent",
            description = "Once shipped, the same request is answered with the order as it is.")
    @APIResponse(
            responseCode = "200",
            description = "The order, shipped",
            headers = @Header(name = HttpHeaders.ETAG, schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = OrderJson.class)))
    public Uni<RestResponse<OrderJson>> ship(@RestPath UUID id, @Context SecurityContext security) {
        return advance(id, Transition.SHIP, Callers.of(security));
    }

    @POST
    @Path("/deliver")
    @RolesAllowed(Caller.Role.ADMIN_NAME)
    @CurrentAccess
    @Operation(
            operationId = "deliverOrder",
            summary = "Note that a shipped order has arrived",
            description = "Once delivered, the same request is answered with the order as it is.")
    @APIResponse(
            responseCode = "200",
            description = "The order, delivered",
            headers = @Header(name = HttpHeaders.ETAG, schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = OrderJson.class)))
    public Uni<RestResponse<OrderJson>> deliver(
            @RestPath UUID id, @Context SecurityContext security) {
        return advance(id, Transition.DELIVER, Callers.of(security));
    }

    /** A customer may cancel while nobody can be asked; whoever may cancel any order may not. */
    private static void require(Verdict verdict, Caller caller) {
        switch (verdict) {
            case CURRENT -> {}
            case ENDED -> throw Problem.signInEnded();
            case NOT_CHECKED -> {
                if (caller.isAdmin()) {
                    throw new Unavailable("The account service", new TimeoutException());
                }
            }
        }
    }

    private Uni<RestResponse<OrderJson>> advance(UUID id, Transition transition, Caller caller) {
        return advanceOrder
                .advance(id, transition, caller)
                .invoke(outcome -> record(outcome, transition, caller))
                .map(outcome ->
                        switch (outcome) {
                            case Advance.Taken(var order) -> OrderAnswers.ok(order);
                            case Advance.Refused(var order, var refused) ->
                                    throw OrderProblems.notFrom(order, refused);
                            case Advance.NoSuchOrder() -> throw Problem.notFound("order");
                        });
    }

    private void record(Advance outcome, Transition transition, Caller caller) {
        if (caller.isAdmin() && outcome instanceof Advance.Taken(var order)) {
            security.record(
                    SecurityEvent.ADMIN_CHANGE,
                    caller.id(),
                    order.id().toString(),
                    "order-" + transition.to().wireName());
        }
    }
}
