package dev.cloudshelf.account.http;

import dev.cloudshelf.account.EmailVerificationConfig;
import dev.cloudshelf.account.VerifyEmail;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.http.ClientAddresses;
import dev.cloudshelf.kernel.http.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The proof that an account's email address is its owner's. */
@Path("/email-verifications")
@Tag(name = "accounts", description = "People's accounts")
@Produces(MediaType.APPLICATION_JSON)
@SignsIn
public class EmailVerificationsResource {

    private static final int SECONDS_PER_HOUR = 3600;

    private final VerifyEmail verifyEmail;
    private final ClientAddresses clients;
    private final int tokenSeconds;

    EmailVerificationsResource(
            VerifyEmail verifyEmail, ClientAddresses clients, EmailVerificationConfig config) {
        this.verifyEmail = verifyEmail;
        this.clients = clients;
        this.tokenSeconds = config.tokenHours() * SECONDS_PER_HOUR;
    }

    @POST
    @RolesAllowed(Role.CUSTOMER_NAME)
    @RunOnVirtualThread
    @Operation(
            operationId = "requestEmailVerification",
            summary = "Ask for another email with a token that verifies one's address",
            description =
                    "The newest token replaces the one before. A request too many, and one for an"
                            + " address that is verified, is answered like any other, and dropped.")
    @APIResponse(
            responseCode = "202",
            description = "An email is on its way, unless the address is verified",
            content = @Content(schema = @Schema(implementation = VerificationRequestedJson.class)))
    public RestResponse<VerificationRequestedJson> request(@Context SecurityContext security) {
        if (!verifyEmail.requestAgain(MyAccountResource.id(security), clients.ofCurrentRequest())) {
            throw Problem.notFound("account");
        }
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.ACCEPTED, new VerificationRequestedJson(tokenSeconds))
                .header(HttpHeaders.CACHE_CONTROL, AccountAnswers.NO_STORE)
                .build();
    }

    @POST
    @Path("/{token}")
    @PermitAll
    @RunOnVirtualThread
    @ResponseStatus(204)
    @Operation(
            operationId = "verifyEmail",
            summary = "Verify an email address",
            description = "A token is good once.")
    @APIResponse(responseCode = "204", description = "The address is verified")
    public void verify(@RestPath String token) {
        if (!verifyEmail.verify(token)) {
            throw AccountProblems.badVerificationToken();
        }
    }
}
