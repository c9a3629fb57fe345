package dev.cloudshelf.account.http;

import dev.cloudshelf.account.ManageSecondFactor;
import dev.cloudshelf.account.ManageSecondFactor.Begun;
import dev.cloudshelf.account.ManageSecondFactor.Confirmed;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** The caller's second factor: codes of an authenticator app (TOTP, RFC 6238). */
@Path("/accounts/me/second-factor")
@Tag(name = "accounts", description = "People's accounts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.CUSTOMER_NAME, Role.ADMIN_NAME})
@SignsIn
@RunOnVirtualThread
public class SecondFactorResource {

    private final ManageSecondFactor secondFactor;
    private final SecurityLog security;

    SecondFactorResource(ManageSecondFactor secondFactor, SecurityLog security) {
        this.secondFactor = secondFactor;
        this.security = security;
    }

    @POST
    @NeedsRecentSignIn
    @Operation(
            operationId = "beginMySecondFactor",
            summary = "Get a secret for an authenticator app",
            description =
                    "It counts for nothing until a code of it is sent to"
                            + " /accounts/me/second-factor/confirm. Another call replaces it.")
    @APIResponse(
            responseCode = "200",
            description = "The secret, which is shown this once",
            content = @Content(schema = @Schema(implementation = SecondFactorSecretJson.class)))
    public RestResponse<SecondFactorSecretJson> begin(@Context SecurityContext caller) {
        return switch (secondFactor.begin(MyAccountResource.id(caller))) {
            case Begun.Secret(var secret, var owner) ->
                    notStored(SecondFactorSecretJson.of(secret, owner));
            case Begun.NoSuchAccount() -> throw Problem.notFound("account");
            case Begun.AlreadyOn() -> throw AccountProblems.secondFactorOn();
        };
    }

    @POST
    @NeedsRecentSignIn
    @Path("/confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirmMySecondFactor",
            summary = "Switch the second factor on",
            description =
                    "Ends every sign-in, this one as well: from now on signing in takes a code. Each"
                            + " of the ten recovery codes is good once, in place of a code.")
    @APIResponse(
            responseCode = "200",
            description = "The recovery codes, which are shown this once",
            content = @Content(schema = @Schema(implementation = RecoveryCodesJson.class)))
    public RestResponse<RecoveryCodesJson> confirm(
            @NotNull @Valid SecondFactorCodeJson body, @Context SecurityContext caller) {
        UUID id = MyAccountResource.id(caller);
        return switch (secondFactor.confirm(id, body.code())) {
            case Confirmed.On(var codes) -> {
                security.record(SecurityEvent.SECOND_FACTOR_ON, id.toString(), id.toString());
                yield notStored(RecoveryCodesJson.of(codes));
            }
            case Confirmed.WrongCode() -> throw AccountProblems.wrongSecondFactorCode();
            case Confirmed.NotBegun() -> throw Problem.notFound("second factor to confirm");
        };
    }

    @POST
    @NeedsRecentSignIn
    @Path("/recovery-codes")
    @Operation(
            operationId = "renewMyRecoveryCodes",
            summary = "Get ten new recovery codes",
            description = "Those of before are good for nothing any more.")
    @APIResponse(
            responseCode = "200",
            description = "The recovery codes, which are shown this once",
            content = @Content(schema = @Schema(implementation = RecoveryCodesJson.class)))
    public RestResponse<RecoveryCodesJson> renew(@Context SecurityContext caller) {
        UUID id = MyAccountResource.id(caller);
        RecoveryCodesJson codes =
                secondFactor
                        .renewRecoveryCodes(id)
                        .map(RecoveryCodesJson::of)
                        .orElseThrow(() -> Problem.notFound("second factor"));
        security.record(
                SecurityEvent.SECOND_FACTOR_ON, id.toString(), id.toString(), "recovery-codes");
        return notStored(codes);
    }

    @DELETE
    @NeedsRecentSignIn
    @ResponseStatus(204)
    @Operation(
            operationId = "removeMySecondFactor",
            summary = "Switch the second factor off",
            description = "Signing in takes the password alone from now on.")
    @APIResponse(responseCode = "204", description = "It is off")
    public void remove(@Context SecurityContext caller) {
        UUID id = MyAccountResource.id(caller);
        if (secondFactor.remove(id)) {
            security.record(SecurityEvent.SECOND_FACTOR_OFF, id.toString(), id.toString());
        }
    }

    private static <T> RestResponse<T> notStored(T body) {
        return RestResponse.ResponseBuilder.ok(body)
                .header(HttpHeaders.CACHE_CONTROL, AccountAnswers.NO_STORE)
                .build();
    }
}
