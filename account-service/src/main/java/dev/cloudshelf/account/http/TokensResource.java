package dev.cloudshelf.account.http;

import dev.cloudshelf.account.RefreshSignIn;
import dev.cloudshelf.account.SignIn;
import dev.cloudshelf.account.SignInOutcome;
import dev.cloudshelf.account.SignInService;
import dev.cloudshelf.account.domain.OpenSignIn;
import dev.cloudshelf.account.domain.Password;
import dev.cloudshelf.account.http.TokenRequestJson.Grant;
import dev.cloudshelf.kernel.http.ClientAddresses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

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
                    "A refresh token is good once: the response holds its successor. One that is used"
                            + " again ends the sign-in, but for a few seconds, in which it is"
                            + " answered with the same successor: the response may have been lost.")
    @APIResponse(
            responseCode = "200",
            description = "Tokens",
            content = @Content(schema = @Schema(implementation = TokensJson.class)))
    public RestResponse<TokensJson> issue(
            @NotNull TokenRequestJson body,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.USER_AGENT)
                    @Nullable String userAgent) {
        return RestResponse.ResponseBuilder.ok(tokens(body.grant(), printable(userAgent)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** The beginning of what a browser calls itself, without what is no printable ASCII. */
    private static @Nullable String printable(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return null;
        }
        String printable = userAgent.replaceAll("[^ -~]", "?");
        return printable.substring(
                0, Math.min(printable.length(), OpenSignIn.USER_AGENT_LENGTH_MAX));
    }

    private TokensJson tokens(Grant grant, @Nullable String userAgent) {
        return switch (grant) {
            case Grant.OfPassword(String email, String password, String code) ->
                    switch (signIn.signIn(
                            email,
                            new Password(password),
                            code,
                            clients.ofCurrentRequest(),
                            userAgent)) {
                        case SignInOutcome.SignedIn(var tokens) -> TokensJson.of(tokens);
                        case SignInOutcome.Refused() -> throw AccountProblems.badPassword();
                        case SignInOutcome.CodeMissing() ->
                                throw AccountProblems.secondFactorRequired();
                        case SignInOutcome.CodeWrong() ->
                                throw AccountProblems.badSecondFactorCode();
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
                    switch (signInService.signIn(
                            clientId, clientSecret, clients.ofCurrentRequest())) {
                        case SignInService.Outcome.SignedIn(var token) -> TokensJson.of(token);
                        case SignInService.Outcome.Rejected() -> throw AccountProblems.badClient();
                        case SignInService.Outcome.TooManyTries(int seconds) ->
                                throw AccountProblems.tooManyAttempts(seconds);
                    };
        };
    }
}
