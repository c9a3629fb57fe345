package dev.cloudshelf.account.http;

import dev.cloudshelf.account.RegisterAccount;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.AddressStore;
import dev.cloudshelf.kernel.ServiceScope;
import dev.cloudshelf.kernel.http.Callers;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What another part of the shop does with accounts: makes the first administrator's, and asks whom
 * to write to about an order, and where the order goes.
 */
@Path("/internal/accounts")
@Tag(name = "internal")
@Produces(MediaType.APPLICATION_JSON)
public class InternalAccountsResource {

    private final RegisterAccount registerAccount;
    private final AccountStore accounts;
    private final AddressStore addresses;
    private final SecurityLog security;

    InternalAccountsResource(
            RegisterAccount registerAccount,
            AccountStore accounts,
            AddressStore addresses,
            SecurityLog security) {
        this.registerAccount = registerAccount;
        this.accounts = accounts;
        this.addresses = addresses;
        this.security = security;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(ServiceScope.ACCOUNTS_READ)
    @Operation(operationId = "getAccountContact", summary = "Whom to write to, and how to greet")
    @APIResponseSchema(value = ContactJson.class, responseCode = "200")
    public Uni<RestResponse<ContactJson>> contact(@RestPath UUID id) {
        return Store.inTime(accounts.find(id))
                .map(found ->
                        RestResponse.ResponseBuilder.ok(
                                        found.map(ContactJson::of)
                                                .orElseThrow(() -> Problem.notFound("account")))
                                .header(HttpHeaders.CACHE_CONTROL, AccountAnswers.NO_STORE)
                                .build());
    }

    @GET
    @RolesAllowed(ServiceScope.ACCOUNTS_READ)
    @Operation(
            operationId = "listAccountContacts",
            summary = "Whom to write to, of several accounts",
            description =
                    "In any order; of an account that there is not, or not any more, nothing.")
    @APIResponseSchema(value = ContactsJson.class, responseCode = "200")
    public Uni<RestResponse<ContactsJson>> contacts(
            @RestQuery("id") @Size(min = 1, max = AccountStore.IDS_MAX) List<UUID> ids) {
        return Store.inTime(accounts.findAll(Set.copyOf(ids)))
                .map(found ->
                        RestResponse.ResponseBuilder.ok(ContactsJson.of(found))
                                .header(HttpHeaders.CACHE_CONTROL, AccountAnswers.NO_STORE)
                                .build());
    }

    @GET
    @Path("/{id}/addresses/{address_id}")
    @RolesAllowed(ServiceScope.ACCOUNTS_READ)
    @Operation(operationId = "getAccountAddress", summary = "Where an order goes")
    @APIResponseSchema(value = AddressJson.class, responseCode = "200")
    public Uni<RestResponse<AddressJson>> address(
            @RestPath UUID id, @RestPath("address_id") UUID addressId) {
        return Store.inTime(
                        accounts.find(id)
                                .map(found -> found.orElseThrow(() -> Problem.notFound("account")))
                                .chain(() -> addresses.find(id)))
                .map(book ->
                        RestResponse.ResponseBuilder.ok(
                                        book.find(addressId)
                                                .map(AddressJson::of)
                                                .orElseThrow(() -> Problem.notFound("address")))
                                .header(HttpHeaders.CACHE_CONTROL, AccountAnswers.NO_STORE)
                                .build());
    }

    @SignsIn
    @POST
    @RolesAllowed(ServiceScope.ACCOUNTS_CREATE)
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(operationId = "createAccount", summary = "Make an account with roles")
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = AccountJson.class)))
    public RestResponse<AccountJson> create(
            @NotNull @Valid NewInternalAccountJson body, @Context SecurityContext caller) {
        String client = Callers.of(caller).id();
        Account account =
                registerAccount
                        .registerFor(body.toDomain(), client)
                        .orElseThrow(AccountProblems::emailTaken);
        security.record(
                SecurityEvent.ADMIN_CHANGE, client, account.id().toString(), "account-created");
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, AccountJson.of(account))
                .header(HttpHeaders.CACHE_CONTROL, AccountAnswers.NO_STORE)
                .build();
    }
}
