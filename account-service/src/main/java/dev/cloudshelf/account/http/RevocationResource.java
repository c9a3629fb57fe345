package dev.cloudshelf.account.http;

import dev.cloudshelf.account.domain.CredentialStore;
import dev.cloudshelf.account.domain.RefreshToken;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The revocation endpoint (RFC 7009): signing out. */
@Path("/tokens/revoke")
@Tag(name = "tokens", description = "Signing in and out")
@Produces(MediaType.APPLICATION_JSON)
@SignsIn
public class RevocationResource {

    private final CredentialStore credentials;
    private final CurrentIdentityAssociation identities;
    private final SecurityLog security;

    RevocationResource(
            CredentialStore credentials,
            CurrentIdentityAssociation identities,
            SecurityLog security) {
        this.credentials = credentials;
        this.identities = identities;
        this.security = security;
    }

    @POST
    @PermitAll
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
    @Operation(
            operationId = "revokeTokens",
            summary = "Sign out, here or everywhere",
            description =
                    "A refresh token ends its own sign-in; the response does not tell whether it was"
                            + " good. With all=true and an access token every sign-in ends. Access"
                            + " tokens of a sign-in that has ended neither buy nor change an"
                            + " account any more; the rest ends with them, in 5 minutes at most.")
    @APIResponse(responseCode = "204", description = "Signed out")
    public Uni<Void> revoke(@NotNull RevocationJson body) {
        if (body.everywhere()) {
            return identities
                    .getDeferredIdentity()
                    .map(RevocationResource::account)
                    .flatMap(id ->
                            Store.inTime(credentials.endSessions(id))
                                    .invoke(() ->
                                            security.record(
                                                    SecurityEvent.SIGNED_OUT,
                                                    id.toString(),
                                                    id.toString(),
                                                    "everywhere")));
        }
        if (body.token() == null || body.token().isEmpty()) {
            throw Problem.invalid("token", "must not be empty, unless all is true");
        }
        return RefreshToken.parse(body.token())
                .map(token ->
                        Store.inTime(credentials.endSession(token.digest()))
                                .invoke(ended ->
                                        ended.map(UUID::toString).ifPresent(this::signedOut))
                                .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Whoever has the refresh token of a sign-in is its account. */
    private void signedOut(String account) {
        security.record(SecurityEvent.SIGNED_OUT, account, account);
    }

    private static UUID account(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            throw Problem.of(
                            ProblemType.UNAUTHENTICATED,
                            "Send an access token, so that it is known whose sign-ins end.")
                    .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (identity.hasRole(Role.SERVICE_NAME)) {
            throw new ForbiddenException();
        }
        return UUID.fromString(identity.getPrincipal().getName());
    }
}
