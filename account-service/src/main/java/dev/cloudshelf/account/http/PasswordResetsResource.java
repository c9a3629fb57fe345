package dev.cloudshelf.account.http;

import dev.cloudshelf.account.PasswordResetsConfig;
import dev.cloudshelf.account.ResetPassword;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.Password;
import dev.cloudshelf.kernel.http.ClientAddresses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
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
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** A new password for whoever has forgotten theirs. */
@Path("/password-resets")
@Tag(name = "accounts", description = "People's accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@PermitAll
@SignsIn
public class PasswordResetsResource {

    private static final int SECONDS_PER_MINUTE = 60;

    private final ResetPassword resetPassword;
    private final ClientAddresses clients;
    private final int tokenSeconds;

    PasswordResetsResource(
            ResetPassword resetPassword, ClientAddresses clients, PasswordResetsConfig config) {
        this.resetPassword = resetPassword;
        this.clients = clients;
        this.tokenSeconds = config.tokenMinutes() * SECONDS_PER_MINUTE;
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            operationId = "requestPasswordReset",
            summary = "Ask for a letter with a token for a new password",
            description =
                    "The answer does not tell whether the address has an account. A request too many"
                            + " is answered like any other, and dropped.")
    @APIResponse(
            responseCode = "202",
            description = "If the address has an account, a letter is on its way",
            content = @Content(schema = @Schema(implementation = ResetRequestedJson.class)))
    public RestResponse<ResetRequestedJson> request(@NotNull @Valid ResetRequestJson body) {
        Email email = Email.parse(body.email()).orElseThrow();
        resetPassword.request(email, clients.ofCurrentRequest());
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.ACCEPTED, new ResetRequestedJson(tokenSeconds))
                .header(HttpHeaders.CACHE_CONTROL, AccountAnswers.NO_STORE)
                .build();
    }

    @POST
    @Path("/{token}")
    @RunOnVirtualThread
    @ResponseStatus(204)
    @Operation(
            operationId = "resetPassword",
            summary = "Choose a new password",
            description =
                    "Ends every sign-in. A token is good once, and not used up by a password that"
                            + " is refused.")
    @APIResponse(responseCode = "204", description = "The password is the new one")
    public void reset(@RestPath String token, @NotNull @Valid NewPasswordJson body) {
        ResetPassword.Outcome outcome =
                resetPassword.reset(
                        token, new Password(body.newPassword()), clients.ofCurrentRequest());
        switch (outcome) {
            case ResetPassword.Outcome.Changed() -> {}
            case ResetPassword.Outcome.BadToken() -> throw AccountProblems.badResetToken();
            case ResetPassword.Outcome.Guessable() ->
                    throw AccountProblems.guessablePassword("new_password");
        }
    }
}
