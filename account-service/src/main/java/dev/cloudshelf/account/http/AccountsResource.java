package dev.cloudshelf.account.http;

import dev.cloudshelf.account.RegisterAccount;
import dev.cloudshelf.account.Throttle;
import dev.cloudshelf.account.VerifyEmail;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.NewAccount;
import dev.cloudshelf.kernel.http.ClientAddresses;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
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
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Getting an account. */
@Path("/accounts")
@Tag(name = "accounts", description = "People's accounts")
@Produces(MediaType.APPLICATION_JSON)
@SignsIn
public class AccountsResource {

    private static final URI ME = URI.create("/accounts/me");

    private final RegisterAccount registerAccount;
    private final VerifyEmail verifyEmail;
    private final Throttle throttle;
    private final SecurityLog securityLog;
    private final ClientAddresses clients;

    AccountsResource(
            RegisterAccount registerAccount,
            VerifyEmail verifyEmail,
            Throttle throttle,
            SecurityLog securityLog,
            ClientAddresses clients) {
        this.registerAccount = registerAccount;
        this.verifyEmail = verifyEmail;
        this.throttle = throttle;
        this.securityLog = securityLog;
        this.clients = clients;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "registerAccount",
            summary = "Register",
            description = "An email with a token follows, with which the address is verified.")
    @APIResponse(
            responseCode = "201",
            description = "Registered; sign in to use the account",
            content = @Content(schema = @Schema(implementation = AccountJson.class)))
    public RestResponse<AccountJson> register(@NotNull @Valid NewAccountJson body) {
        NewAccount wanted = body.toDomain();
        throttle.register(clients.ofCurrentRequest())
                .ifPresent(seconds -> {
                    securityLog.record(SecurityEvent.THROTTLED, null, null, "registration");
                    throw AccountProblems.tooManyAttempts(seconds);
                });
        Account account = registerAccount.register(wanted).orElseThrow(AccountProblems::emailTaken);
        String id = account.id().toString();
        securityLog.record(SecurityEvent.ACCOUNT_REGISTERED, id, id);
        verifyEmail.requestFor(account);
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, AccountJson.of(account))
                .location(ME)
                .header(HttpHeaders.CACHE_CONTROL, AccountAnswers.NO_STORE)
                .build();
    }
}
