package dev.cloudshelf.account.http;

import dev.cloudshelf.account.ChangeAccount;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountAuditLog;
import dev.cloudshelf.account.domain.AccountChange;
import dev.cloudshelf.account.domain.AccountDirectory;
import dev.cloudshelf.account.domain.AccountQuery;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.AdminChange;
import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.Page;
import dev.cloudshelf.kernel.http.PageLimit;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Everybody's accounts, for administrators. */
@Path("/accounts")
@Tag(name = "accounts", description = "People's accounts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
public class AdminAccountsResource {

    private final AccountStore accounts;
    private final AccountDirectory directory;
    private final ChangeAccount changeAccount;
    private final AccountAuditLog auditLog;
    private final SecurityLog security;

    AdminAccountsResource(
            AccountStore accounts,
            AccountDirectory directory,
            ChangeAccount changeAccount,
            AccountAuditLog auditLog,
            SecurityLog security) {
        this.accounts = accounts;
        this.directory = directory;
        this.changeAccount = changeAccount;
        this.auditLog = auditLog;
        this.security = security;
    }

    @GET
    @Operation(
            operationId = "listAccounts",
            summary = "Find accounts by e-mail address, in the order of these")
    @APIResponse(
            responseCode = "200",
            description = "A page of accounts; closed ones have no address and are not found",
            content = @Content(schema = @Schema(implementation = AccountsJson.class)))
    public Uni<RestResponse<AccountsJson>> list(
            @RestQuery
                    @Parameter(
                            description = "The whole address, in any case",
                            schema = @Schema(maxLength = Email.LENGTH_MAX))
                    @Nullable String email,
            @RestQuery("email_prefix")
                    @Parameter(
                            description = "With what the address begins, in any case",
                            schema = @Schema(maxLength = Email.LENGTH_MAX))
                    @Nullable String emailPrefix,
            @RestQuery @Parameter(schema = @Schema(minimum = "1", maximum = "100"))
                    @Nullable Integer limit,
            @RestQuery @Parameter(description = "next_cursor of the page before")
                    @Nullable String cursor) {
        if (email != null && emailPrefix != null) {
            throw Problem.invalid("email", "and email_prefix exclude one another");
        }
        Uni<Page<Account>> page =
                email == null
                        ? directory.list(query(emailPrefix, limit, cursor))
                        : one(email, PageLimit.of(limit), cursor);
        return Store.inTime(page)
                .map(found ->
                        RestResponse.ResponseBuilder.ok(AccountsJson.of(found))
                                .header(HttpHeaders.CACHE_CONTROL, AccountAnswers.NO_STORE)
                                .build());
    }

    private static AccountQuery query(
            @Nullable String emailPrefix, @Nullable Integer limit, @Nullable String cursor) {
        String prefix = emailPrefix == null ? "" : emailPrefix.strip().toLowerCase(Locale.ROOT);
        if (!Email.isPrefix(prefix)) {
            throw Problem.invalid("email_prefix", "must be the beginning of an e-mail address");
        }
        AccountQuery first = new AccountQuery(prefix, "", PageLimit.of(limit));
        return PageLimit.cursor(cursor)
                .map(position -> first.after(position).orElseThrow(PageLimit::badCursor))
                .orElse(first);
    }

    /** Read from where addresses are unique, so that an account is found as soon as it is there. */
    private Uni<Page<Account>> one(String email, int limit, @Nullable String cursor) {
        if (cursor != null) {
            throw PageLimit.badCursor();
        }
        Email address =
                Email.parse(email)
                        .orElseThrow(() -> Problem.invalid("email", "must be an e-mail address"));
        return accounts.credentials(address)
                .flatMap(found ->
                        found.map(Credentials::accountId)
                                .map(accounts::find)
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .map(found ->
                        Page.of(
                                found.map(List::of).orElse(List.of()),
                                limit,
                                never -> {
                                    throw new IllegalStateException("An address has one account");
                                }));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getAccount", summary = "Read an account")
    @APIResponse(
            responseCode = "200",
            description = "The account, with its ETag",
            content = @Content(schema = @Schema(implementation = AccountJson.class)))
    @APIResponse(responseCode = "304", description = "It is as If-None-Match says")
    public Uni<RestResponse<AccountJson>> read(@RestPath UUID id, @Context Request request) {
        return Store.inTime(accounts.find(id)).map(found -> AccountAnswers.read(found, request));
    }

    @GET
    @Path("/{id}/changes")
    @Operation(
            operationId = "listAccountChanges",
            summary = "List what administrators have changed of an account",
            description = "The newest 100, the newest first. They stay when the account is closed.")
    @APIResponse(
            responseCode = "200",
            description = "The changes",
            content = @Content(schema = @Schema(implementation = AccountChangesJson.class)))
    public Uni<RestResponse<AccountChangesJson>> changes(@RestPath UUID id) {
        return Store.inTime(auditLog.changes(id).call(found -> requireKnown(id, found)))
                .map(found ->
                        RestResponse.ResponseBuilder.ok(AccountChangesJson.of(found))
                                .header(HttpHeaders.CACHE_CONTROL, AccountAnswers.NO_STORE)
                                .build());
    }

    private Uni<Void> requireKnown(UUID id, List<AdminChange> changes) {
        return changes.isEmpty()
                ? accounts.find(id)
                        .map(found -> found.orElseThrow(() -> Problem.notFound("account")))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MyAccountResource.MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchAccount",
            summary = "Suspend an account, let it be used again, or remove its second factor",
            description =
                    "Needs If-Match. A suspended account cannot sign in or refresh, and its access"
                            + " tokens neither buy nor change anything. second_factor false removes"
                            + " the second factor of somebody who has lost it. Nobody changes their"
                            + " own account in this way.")
    @APIResponse(
            responseCode = "200",
            description = "The account as it is now, with its ETag",
            content = @Content(schema = @Schema(implementation = AccountJson.class)))
    public Uni<RestResponse<AccountJson>> patch(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(description = "ETag of the account")
                    @Nullable String ifMatch,
            @NotNull @Valid AccountStatusJson body,
            @Context SecurityContext caller) {
        body.require();
        UUID admin = MyAccountResource.id(caller);
        if (admin.equals(id)) {
            throw AccountProblems.ownStatus();
        }
        return Store.inTime(
                        changeAccount.changeAsAdmin(
                                id, AccountTag.required(ifMatch), body::applyTo, admin))
                .invoke(change -> recordChange(change, admin))
                .map(AccountAnswers::changed);
    }

    private void recordChange(AccountChange change, UUID admin) {
        if (change instanceof AccountChange.Changed(Account before, Account account)) {
            if (before.status() != account.status()) {
                record(
                        account.status() == Account.Status.SUSPENDED
                                ? SecurityEvent.ACCOUNT_SUSPENDED
                                : SecurityEvent.ACCOUNT_REACTIVATED,
                        admin,
                        account);
            }
            if (before.secondFactor() != account.secondFactor()) {
                record(SecurityEvent.SECOND_FACTOR_OFF, admin, account);
            }
        }
    }

    private void record(SecurityEvent event, UUID admin, Account account) {
        security.record(event, admin.toString(), account.id().toString());
    }
}
