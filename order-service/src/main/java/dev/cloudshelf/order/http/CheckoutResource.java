package dev.cloudshelf.order.http;

import dev.cloudshelf.kernel.Caller;
import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.kernel.http.Callers;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.RequestId;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import dev.cloudshelf.order.CheckoutConfig;
import dev.cloudshelf.order.PlaceOrder;
import dev.cloudshelf.order.Placement;
import dev.cloudshelf.order.domain.OrderRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Placing orders. */
@Path("/orders")
@Tag(name = "orders", description = "Buying, and what becomes of it")
@RolesAllowed(Caller.Role.CUSTOMER_NAME)
public class CheckoutResource {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private final PlaceOrder placeOrder;
    private final SecurityLog log;
    private final boolean verifiedEmailRequired;

    CheckoutResource(PlaceOrder placeOrder, SecurityLog log, CheckoutConfig config) {
        this.placeOrder = placeOrder;
        this.log = log;
        this.verifiedEmailRequired = config.verifiedEmailRequired();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "placeOrder",
            summary = "Buy what is in the cart",
            description =
                    "At most one order per Idempotency-Key: the same request again is answered with"
                            + " the first one's status and body and `Idempotency-Replayed: true`,"
                            + " refusals included. At most one order of a customer at a time: while"
                            + " one is being placed, another key is answered 409 with Retry-After. After a 503 send the same again: it goes on where"
                            + " the first one stopped.")
    @APIResponse(
            responseCode = "201",
            description = "The order, confirmed",
            headers = {
                @Header(
                        name = HttpHeaders.LOCATION,
                        description = "The order",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = REPLAYED,
                        description = "`true` when an earlier request has placed it",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(schema = @Schema(implementation = OrderJson.class)))
    public Uni<RestResponse<OrderJson>> place(
            @Parameter(
                            required = true,
                            description =
                                    "The client's own name for this order, at most 255"
                                            + " characters; the same again for a retry, a new one for a new"
                                            + " order")
                    @HeaderParam(IDEMPOTENCY_KEY)
                    @Nullable String key,
            @NotNull @Valid NewOrderJson body,
            @Context SecurityContext security) {
        if (verifiedEmailRequired && !hasVerifiedEmail(security.getUserPrincipal())) {
            throw OrderProblems.emailNotVerified();
        }
        UUID customer = UUID.fromString(Callers.of(security).id());
        return placeOrder
                .place(
                        new OrderRequest(
                                customer,
                                checked(key),
                                body.destination(),
                                body.expectedTotal() == null
                                        ? null
                                        : Money.usd(body.expectedTotal()),
                                RequestId.current()))
                .map(placement -> answer(placement, customer));
    }

    static boolean hasVerifiedEmail(Principal caller) {
        return caller instanceof JsonWebToken token
                && "true".equals(String.valueOf(token.<Object>getClaim("email_verified")));
    }

    private RestResponse<OrderJson> answer(Placement placement, UUID customer) {
        return switch (placement) {
            case Placement.Settled settled -> answer(settled);
            case Placement.InProgress() -> throw OrderProblems.inProgress();
            case Placement.AnotherInProgress() -> throw OrderProblems.anotherInProgress();
            case Placement.TooMany(var retryAfter) -> throw tooMany(retryAfter, customer);
            case Placement.SignInEnded() -> throw Problem.signInEnded();
            case Placement.AddressUnknown() -> throw OrderProblems.addressUnknown();
            case Placement.KeyReused() -> throw OrderProblems.keyReused();
        };
    }

    private Problem tooMany(Duration retryAfter, UUID customer) {
        log.record(SecurityEvent.QUOTA_EXCEEDED, customer.toString(), null, "orders");
        // Rounded up: after that time it is free.
        return Problem.tooManyRequests(Math.toIntExact(retryAfter.toSeconds()) + 1);
    }

    private static String checked(@Nullable String key) {
        if (key == null || key.isBlank()) {
            throw OrderProblems.keyMissing();
        }
        if (key.length() > OrderRequest.KEY_LENGTH_MAX) {
            throw OrderProblems.keyTooLong();
        }
        return key;
    }

    private static RestResponse<OrderJson> answer(Placement.Settled settled) {
        if (settled.order().refusal() != null) {
            Problem problem = OrderProblems.of(settled.order().refusal());
            // The request that it was first answered to, as it was written then.
            problem.with("instance", settled.requestId());
            throw settled.replayed() ? problem.withHeader(REPLAYED, true) : problem;
        }
        OrderJson order = OrderJson.of(settled.order());
        var response =
                RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, order)
                        .header(HttpHeaders.LOCATION, "/orders/" + order.id())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return (settled.replayed() ? response.header(REPLAYED, true) : response).build();
    }
}
