package dev.cloudshelf.cart.http;

import dev.cloudshelf.cart.CloseAccount;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.kernel.ServiceScope;
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

/** Closes the cart and sessions of an account, for account-service. Not routed by the gateway. */
@Path("/internal/closed-accounts/{user_id}")
@Tag(name = "Internal")
@RolesAllowed(ServiceScope.CLOSED_ACCOUNTS)
@Cache(noStore = true)
public class ClosedAccountResource {

    private final CloseAccount closeAccount;

    public ClosedAccountResource(CloseAccount closeAccount) {
        this.closeAccount = closeAccount;
    }

    @PUT
    @Operation(
            operationId = "closeAccountInCarts",
            summary = "Empty the cart of a closed account, and end its sessions",
            description = "It may be repeated.")
    @APIResponse(responseCode = "204", description = "Nothing of the account is kept here")
    public Uni<Void> closeAccount(
            @RestPath("user_id") UUID userId, @NotNull @Valid ClosedAccountJson body) {
        return closeAccount.of(new CartOwner.Customer(userId.toString()), body.closedAt());
    }
}
