package dev.cloudshelf.account.http;

import dev.cloudshelf.account.domain.Address;
import dev.cloudshelf.account.domain.AddressChange;
import dev.cloudshelf.account.domain.AddressStore;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The address book of whoever calls. */
@Path("/accounts/me/addresses")
@Tag(name = "addresses", description = "Where orders may go")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.CUSTOMER_NAME)
@NeedsProfile
public class AddressesResource {

    private final AddressStore addresses;
    private final Ids ids;
    private final Clock clock;

    AddressesResource(AddressStore addresses, Ids ids, Clock clock) {
        this.addresses = addresses;
        this.ids = ids;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "listMyAddresses", summary = "Read one's addresses, oldest first")
    @APIResponse(
            responseCode = "200",
            description = "All of them",
            content = @Content(schema = @Schema(implementation = AddressesJson.class)))
    public Uni<RestResponse<AddressesJson>> list(@Context SecurityContext security) {
        return Store.inTime(addresses.find(MyAccountResource.id(security)))
                .map(book ->
                        RestResponse.ResponseBuilder.ok(AddressesJson.of(book))
                                .header(HttpHeaders.CACHE_CONTROL, AccountAnswers.NO_STORE)
                                .build());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "addMyAddress", summary = "Add an address")
    @APIResponse(
            responseCode = "201",
            description = "Added",
            content = @Content(schema = @Schema(implementation = AddressJson.class)))
    public Uni<RestResponse<AddressJson>> add(
            @Context SecurityContext security, @NotNull @Valid NewAddressJson body) {
        UUID id = ids.next();
        Instant now = clock.instant();
        return Store.inTime(
                        addresses.change(
                                MyAccountResource.id(security),
                                book -> book.add(id, body.toDomain(), body.asDefault(), now)))
                .map(change ->
                        answer(RestResponse.Status.CREATED, written(change))
                                .location(URI.create("/accounts/me/addresses/" + id))
                                .build());
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getMyAddress", summary = "Read one of one's addresses")
    @APIResponse(
            responseCode = "200",
            description = "The address, with its ETag",
            content = @Content(schema = @Schema(implementation = AddressJson.class)))
    @APIResponse(responseCode = "304", description = "It is as If-None-Match says")
    public Uni<RestResponse<AddressJson>> read(
            @Context SecurityContext security, @Context Request request, @RestPath UUID id) {
        return Store.inTime(addresses.find(MyAccountResource.id(security)))
                .map(book -> book.find(id).orElseThrow(() -> Problem.notFound("address")))
                .map(address ->
                        AccountAnswers.read(
                                AddressJson.of(address), AddressTag.of(address), request));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putMyAddress",
            summary = "Replace one of one's addresses",
            description =
                    "The default moves by making another address the default, and in no other way."
                            + " If-Match is honoured, and not needed.")
    @APIResponse(
            responseCode = "200",
            description = "The address as it is now",
            content = @Content(schema = @Schema(implementation = AddressJson.class)))
    public Uni<RestResponse<AddressJson>> put(
            @Context SecurityContext security,
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid NewAddressJson body) {
        Instant now = clock.instant();
        return Store.inTime(
                        addresses.change(
                                MyAccountResource.id(security),
                                AddressTag.ifMatches(
                                        ifMatch,
                                        id,
                                        book ->
                                                book.replace(
                                                        id,
                                                        body.toDomain(),
                                                        body.asDefault(),
                                                        now))))
                .map(change -> answer(RestResponse.Status.OK, written(change)).build());
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteMyAddress",
            summary = "Delete one of one's addresses",
            description =
                    "The oldest that is left follows a default that is deleted. If-Match is honoured,"
                            + " and not needed.")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Void> delete(
            @Context SecurityContext security,
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        Instant now = clock.instant();
        return Store.inTime(
                        addresses.change(
                                MyAccountResource.id(security),
                                AddressTag.ifMatches(ifMatch, id, book -> book.remove(id, now))))
                .map(AddressesResource::done)
                .replaceWithVoid();
    }

    private static Address written(AddressChange change) {
        return switch (done(change)) {
            case AddressChange.Written(var book, Address address) -> address;
            case AddressChange.Removed(var book) ->
                    throw new IllegalStateException("Nothing was to be removed");
        };
    }

    private static AddressChange.Done done(AddressChange change) {
        return switch (change) {
            case AddressChange.Done done -> done;
            case AddressChange.Full() -> throw AccountProblems.addressLimit();
            case AddressChange.NoSuchAccount() -> throw Problem.notFound("account");
            case AddressChange.NoSuchAddress() -> throw Problem.notFound("address");
            case AddressChange.Stale() -> throw AddressTag.stale();
        };
    }

    private static RestResponse.ResponseBuilder<AddressJson> answer(
            RestResponse.Status status, Address address) {
        return RestResponse.ResponseBuilder.create(status, AddressJson.of(address))
                .tag(AddressTag.of(address))
                .header(HttpHeaders.CACHE_CONTROL, AccountAnswers.NO_STORE);
    }
}
