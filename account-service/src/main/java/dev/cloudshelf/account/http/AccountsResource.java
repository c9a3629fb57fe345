package dev.cloudshelf.account.http;

import dev.cloudshelf.account.RegisterAccount;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.http.Callers;
import dev.cloudshelf.kernel.http.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** People's accounts. */
@Path("/accounts")
@Tag(name = "accounts")
@Produces(MediaType.APPLICATION_JSON)
public class AccountsResource {

    private static final String NO_STORE = "no-store";
    private static final URI ME = URI.create("/accounts/me");

    private final RegisterAccount registerAccount;
    private final AccountStore accounts;

    AccountsResource(RegisterAccount registerAccount, AccountStore accounts) {
        this.registerAccount = registerAccount;
        this.accounts = accounts;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(operationId = "registerAccount", summary = "Register")
    @APIResponse(
            responseCode = "201",
            description = "Registered; sign in to use the account",
            content = @Content(schema = @Schema(implementation = AccountJson.class)))
    public RestResponse<AccountJson> register(@NotNull @Valid NewAccountJson body) {
        Account account =
                registerAccount.register(body.toDomain()).orElseThrow(AccountProblems::emailTaken);
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, AccountJson.of(account))
                .location(ME)
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .build();
    }

    @GET
    @Path("/me")
    @RolesAllowed(Role.CUSTOMER_NAME)
    @Operation(operationId = "getMyAccount", summary = "Read one's own account")
    @APIResponse(
            responseCode = "200",
            description = "The account",
            content = @Content(schema = @Schema(implementation = AccountJson.class)))
    @APIResponse(responseCode = "304", description = "It is as If-None-Match says")
    public Uni<RestResponse<AccountJson>> me(
            @Context SecurityContext security, @Context Request request) {
        UUID id = UUID.fromString(Callers.of(security).id());
        return accounts.find(id)
                .ifNoItem()
                .after(AccountStore.DEADLINE)
                .fail()
                .map(found -> found.orElseThrow(() -> Problem.notFound("account")))
                .map(account -> answer(account, request));
    }

    private static RestResponse<AccountJson> answer(Account account, Request request) {
        EntityTag tag = tag(account);
        boolean known = request.evaluatePreconditions(tag) != null;
        return (known
                        ? RestResponse.ResponseBuilder.<AccountJson>notModified()
                        : RestResponse.ResponseBuilder.ok(AccountJson.of(account)))
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .build();
    }

    /** A sign-in changes what is shown, though not the version. */
    private static EntityTag tag(Account account) {
        long signedInMillis = account.lastLogin() == null ? 0 : account.lastLogin().toEpochMilli();
        return new EntityTag(account.version() + "-" + Long.toHexString(signedInMillis));
    }
}
