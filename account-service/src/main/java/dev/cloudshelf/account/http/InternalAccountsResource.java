package dev.cloudshelf.account.http;

import dev.cloudshelf.account.RegisterAccount;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.kernel.Caller.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Accounts that another part of the shop makes, such as the first administrator's. */
@Path("/internal/accounts")
@Tag(name = "internal")
@Produces(MediaType.APPLICATION_JSON)
public class InternalAccountsResource {

    private final RegisterAccount registerAccount;

    InternalAccountsResource(RegisterAccount registerAccount) {
        this.registerAccount = registerAccount;
    }

    @POST
    @RolesAllowed(Role.SERVICE_NAME)
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(operationId = "createAccount", summary = "Make an account with roles")
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = AccountJson.class)))
    public RestResponse<AccountJson> create(@NotNull @Valid NewInternalAccountJson body) {
        Account account =
                registerAccount.register(body.toDomain()).orElseThrow(AccountProblems::emailTaken);
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, AccountJson.of(account))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
