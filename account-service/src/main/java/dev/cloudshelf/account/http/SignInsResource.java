package dev.cloudshelf.account.http;

import dev.cloudshelf.account.TokensConfig;
import dev.cloudshelf.account.domain.SignIns;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where the caller is signed in. */
@Path("/accounts/me")
@Tag(name = "tokens", description = "Signing in and out")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.CUSTOMER_NAME, Role.ADMIN_NAME})
@SignsIn
public class SignInsResource {

    private final SignIns signIns;
    private final TokensConfig config;
    private final Clock clock;
    private final SecurityLog security;

    SignInsResource(SignIns signIns, TokensConfig config, Clock clock, SecurityLog security) {
        this.signIns = signIns;
        this.config = config;
        this.clock = clock;
        this.security = security;
    }

    /** Whoever gets here has been let in with the token. */
    @GET
    @Path("/access")
    @ResponseStatus(204)
    @Operation(
            operationId = "checkMyAccess",
            summary = "Ask whether one's own sign-in is still good",
            description =
                    "401 once the sign-in of the access token has ended, or the account may not be"
                            + " used any more.")
    @APIResponse(responseCode = "204", description = "It is")
    public Uni<Void> access() {
        return Uni.createFrom().voidItem();
    }

    @GET
    @Path("/sign-ins")
    @Operation(
            operationId = "listMySignIns",
            summary = "List where one is signed in",
            description = "A sign-in ends by signing out, and 90 days after it began.")
    @APIResponse(
            responseCode = "200",
            description = "All sign-ins that go on",
            content = @Content(schema = @Schema(implementation = OpenSignInsJson.class)))
    public Uni<RestResponse<OpenSignInsJson>> list(@Context SecurityContext security) {
        Instant now = clock.instant();
        Instant begunAfter = now.minus(Duration.ofDays(config.signInDaysMax()));
        String current = signInId(security);
        return Store.inTime(signIns.list(MyAccountResource.id(security), now, begunAfter))
                .map(found ->
                        RestResponse.ResponseBuilder.ok(
                                        new OpenSignInsJson(
                                                found.stream()
                                                        .map(one -> OpenSignInJson.of(one, current))
                                                        .toList()))
                                .header(HttpHeaders.CACHE_CONTROL, AccountAnswers.NO_STORE)
                                .build());
    }

    @DELETE
    @Path("/sign-ins/{id}")
    @ResponseStatus(204)
    @Operation(
            operationId = "endMySignIn",
            summary = "End one of one's own sign-ins",
            description =
                    "Its refresh token and its access tokens are good for nothing from now on.")
    @APIResponse(responseCode = "204", description = "Ended")
    public Uni<Void> end(
            @RestPath @Parameter(description = "As in the list") String id,
            @Context SecurityContext caller) {
        UUID account = MyAccountResource.id(caller);
        return Store.inTime(signIns.end(account, id))
                .invoke(ended -> {
                    if (!ended) {
                        throw Problem.notFound("sign-in");
                    }
                    security.record(
                            SecurityEvent.SIGNED_OUT, account.toString(), account.toString());
                })
                .replaceWithVoid();
    }

    private static @Nullable String signInId(SecurityContext security) {
        return security.getUserPrincipal() instanceof JsonWebToken token
                ? token.<String>getClaim("sid")
                : null;
    }
}
