package dev.cloudshelf.account.http;

import dev.cloudshelf.account.ChangeAccount;
import dev.cloudshelf.account.ChangePassword;
import dev.cloudshelf.account.CloseAccount;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.Password;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.http.Callers;
import dev.cloudshelf.kernel.http.ClientAddresses;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The account of whoever calls. */
@Path("/accounts/me")
@Tag(name = "accounts", description = "People's accounts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.CUSTOMER_NAME)
@NeedsProfile
public class MyAccountResource {

    static final String MERGE_PATCH = "application/merge-patch+json";

    private final AccountStore accounts;
    private final ChangeAccount changeAccount;
    private final CloseAccount closeAccount;
    private final ChangePassword changePassword;
    private final ClientAddresses clients;
    private final SecurityLog securityLog;

    MyAccountResource(
            AccountStore accounts,
            ChangeAccount changeAccount,
            CloseAccount closeAccount,
            ChangePassword changePassword,
            ClientAddresses clients,
            SecurityLog securityLog) {
        this.accounts = accounts;
        this.changeAccount = changeAccount;
        this.closeAccount = closeAccount;
        this.changePassword = changePassword;
        this.clients = clients;
        this.securityLog = securityLog;
    }

    @GET
    @Operation(operationId = "getMyAccount", summary = "Read one's own account")
    @APIResponse(
            responseCode = "200",
            description = "The account",
            content = @Content(schema = @Schema(implementation = AccountJson.class)))
    @APIResponse(responseCode = "304", description = "It is as If-None-Match says")
    public Uni<RestResponse<AccountJson>> me(
            @Context SecurityContext security, @Context Request request) {
        return Store.inTime(accounts.find(id(security)))
                .map(found -> AccountAnswers.read(found, request));
    }

    @PATCH
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchMyAccount",
            summary = "Change names and telephone number",
            description = "A JSON merge patch (RFC 7396). If-Match is honoured, and not needed.")
    @APIResponse(
            responseCode = "200",
            description = "The account as it is now, with its ETag",
            content = @Content(schema = @Schema(implementation = AccountJson.class)))
    public Uni<RestResponse<AccountJson>> patch(
            @Context SecurityContext security,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull AccountPatchJson body) {
        return Store.inTime(
                        changeAccount.change(
                                id(security), AccountTag.expected(ifMatch), body::applyTo))
                .map(AccountAnswers::changed);
    }

    @DELETE
    @NeedsRecentSignIn
    @ResponseStatus(204)
    @Operation(
            operationId = "closeMyAccount",
            summary = "Close one's own account",
            description =
                    "Nothing that names the person is kept, and every sign-in ends. The cart and"
                            + " the browsing sessions go shortly after. Orders stay, under an id"
                            + " that says nothing any more; their addresses go once they are old.")
    @APIResponse(responseCode = "204", description = "Closed")
    public Uni<Void> close(@Context SecurityContext security) {
        String id = id(security).toString();
        return Store.inTime(closeAccount.close(id(security)))
                .invoke(() -> securityLog.record(SecurityEvent.ACCOUNT_CLOSED, id, id));
    }

    @PUT
    @SignsIn
    @NeedsRecentSignIn
    @Path("/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @ResponseStatus(204)
    @Operation(
            operationId = "changeMyPassword",
            summary = "Change one's own password",
            description =
                    "Ends every other sign-in. The one whose newest refresh token is sent along"
                            + " goes on.")
    @APIResponse(responseCode = "204", description = "Changed")
    public void password(
            @Context SecurityContext security, @NotNull @Valid PasswordChangeJson body) {
        ChangePassword.Outcome outcome =
                changePassword.change(
                        id(security),
                        new Password(body.currentPassword()),
                        new Password(body.newPassword()),
                        body.refreshToken(),
                        clients.ofCurrentRequest());
        switch (outcome) {
            case ChangePassword.Outcome.Changed() -> {
                String id = id(security).toString();
                securityLog.record(SecurityEvent.PASSWORD_CHANGED, id, id);
            }
            case ChangePassword.Outcome.WrongPassword() -> throw AccountProblems.wrongPassword();
            case ChangePassword.Outcome.Guessable() ->
                    throw AccountProblems.guessablePassword("new_password");
            case ChangePassword.Outcome.NoSuchAccount() -> throw Problem.notFound("account");
            case ChangePassword.Outcome.TooManyTries(int seconds) ->
                    throw AccountProblems.tooManyAttempts(seconds);
        }
    }

    static UUID id(SecurityContext security) {
        return UUID.fromString(Callers.of(security).id());
    }
}
