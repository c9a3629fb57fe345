package dev.cloudshelf.order.http;

import dev.cloudshelf.kernel.ServiceScope;
import dev.cloudshelf.order.ForgetAddresses;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestPath;

/** Hears of accounts that were closed. The gateway does not route it. */
@Path("/internal/closed-accounts/{user_id}")
@Tag(name = "Internal")
@RolesAllowed(ServiceScope.CLOSED_ACCOUNTS)
@Cache(noStore = true)
public class ClosedAccountResource {

    private final ForgetAddresses forgetAddresses;

    ClosedAccountResource(ForgetAddresses forgetAddresses) {
        this.forgetAddresses = forgetAddresses;
    }

    @PUT
    @Operation(
            operationId = "closeAccountInOrders",
            summary = "Remove the addresses from a closed account's orders, once they are old",
            description = "It may be repeated.")
    @APIResponse(responseCode = "204", description = "It is remembered")
    public Uni<Void> closeAccount(
            @RestPath("user_id") UUID userId, @NotNull @Valid ClosedAccountJson body) {
        return forgetAddresses.ofClosedAccount(userId, body.closedAt());
    }
}
