package dev.cloudshelf.account.http;

import dev.cloudshelf.account.RefreshSignIn;
import dev.cloudshelf.account.SignIn;
import dev.cloudshelf.account.SignInOutcome;
import dev.cloudshelf.account.SignInService;
import dev.cloudshelf.account.domain.Password;
import dev.cloudshelf.account.http.TokenRequestJson.Grant;
import dev.cloudshelf.kernel.http.ClientAddresses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
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

/** The token endpoint (RFC 6749 section 3.2). */
@Path("/tokens")
@Tag(name = "tokens", description = "Signing in and out")
@Produces(MediaType.APPLICATION_JSON)
@SignsIn
public class TokensResource {

    private final SignIn signIn;
    private final RefreshSignIn refreshSignIn;
    private final SignInService signInService;
    private final ClientAddresses clients;

    TokensResource(
            SignIn signIn,
            RefreshSignIn refreshSignIn,
            SignInService signInService,
            ClientAddresses clients) {
        this.signIn = signIn;
        this.refreshSignIn = refreshSignIn;
        this.signInService = signInService;
        this.clients = clients;
    }

    @POST
    @PermitAll
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
    @RunOnVirtualThread
    @Operation(
            operationId = "issueTokens",
            summary = "Sign in, or stay signed in",
            description =
                    "A refresh token is good once: the answer holds its successor. One that is used"
                            + " again ends the sign-in.")
    @APIResponse(
            responseCode = "200",
            description = "Tokens",
            content = @Content(schema = @Schema(implementation = TokensJson.class)))
    public RestResponse<TokensJson> issue(@NotNull TokenRequestJson body) {
        return RestResponse.ResponseBuilder.ok(tokens(body.grant()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private TokensJson tokens(Grant grant) {
        return switch (grant) {
            case Grant.OfPassword(String email, String password) ->
                    switch (signIn.signIn(
                            email, new Password(password), clients.ofCurrentRequest())) {
                        case SignInOutcome.SignedIn(var tokens) -> TokensJson.of(tokens);
                        case SignInOutcome.Refused() -> throw AccountProblems.badPassword();
                        case SignInOutcome.Suspended() -> throw AccountProblems.suspended();
                        case SignInOutcome.TooManyTries(int seconds) ->
                                throw AccountProblems.tooManyAttempts(seconds);
                    };
            case Grant.OfRefreshToken(String refreshToken) ->
                    refreshSignIn
                            .refresh(refreshToken)
                            .map(TokensJson::of)
                            .orElseThrow(AccountProblems::badRefreshToken);
            case Grant.OfClient(String clientId, String clientSecret) ->
                    signInService
                            .signIn(clientId, clientSecret)
                            .map(TokensJson::of)
                            .orElseThrow(AccountProblems::badClient);
        };
    }
}
