package dev.cloudshelf.cart.http;

import dev.cloudshelf.cart.OpenSession;
import dev.cloudshelf.cart.UseSession;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.Digest;
import dev.cloudshelf.cart.domain.HeldSession;
import dev.cloudshelf.cart.domain.Session;
import dev.cloudshelf.cart.domain.SessionChange;
import dev.cloudshelf.cart.domain.SessionHolder;
import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.cart.domain.SessionOpening;
import dev.cloudshelf.cart.domain.SessionStore;
import dev.cloudshelf.cart.domain.Visitor;
import dev.cloudshelf.kernel.http.ClientAddresses;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * A visitor's session, for its holder: a guest's for anybody who knows its id, a user's for that
 * user, who has to know the id as well.
 */
@Path("/sessions")
@Tag(name = "Sessions", description = "What a visit leaves behind")
@PermitAll
@SecurityRequirementsSet
@SecurityRequirementsSet(@SecurityRequirement(name = "bearer"))
@Cache(noStore = true)
public class SessionResource {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Shoppers shoppers;
    private final OpenSession openSession;
    private final UseSession useSession;
    private final SessionStore sessions;
    private final ClientAddresses addresses;
    private final QuotaProblems quotaProblems;
    private final Clock clock;

    SessionResource(
            Shoppers shoppers,
            OpenSession openSession,
            UseSession useSession,
            SessionStore sessions,
            ClientAddresses addresses,
            QuotaProblems quotaProblems,
            Clock clock) {
        this.shoppers = shoppers;
        this.openSession = openSession;
        this.useSession = useSession;
        this.sessions = sessions;
        this.addresses = addresses;
        this.quotaProblems = quotaProblems;
        this.clock = clock;
    }

    @POST
    @Operation(
            operationId = "openSession",
            summary = "Begin a session",
            description =
                    "With an access token the session is bound to its user. X-Session-Id of a"
                            + " guest's session then carries over what that one holds, and ends it."
                            + " Sessions from one address are counted: too many in a while are"
                            + " 429.")
    @Parameter(
            name = SessionId.HEADER,
            in = ParameterIn.HEADER,
            description = "The guest's session from before the sign-in",
            schema = @Schema(type = SchemaType.STRING, pattern = SessionId.PATTERN))
    @APIResponse(
            responseCode = "201",
            description = "The session; its id is shown to its holder only",
            headers =
                    @Header(
                            name = HttpHeaders.LOCATION,
                            description = "The session's path",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SessionJson.class)))
    public Uni<RestResponse<SessionJson>> openSession(@Context HttpHeaders request) {
        String address = Digest.of(addresses.ofCurrentRequest().text());
        return shoppers.customer(request).chain(customer -> opening(customer, request, address));
    }

    private Uni<RestResponse<SessionJson>> opening(
            Optional<CartOwner.Customer> customer, HttpHeaders request, String address) {
        SessionId guest = Shoppers.session(request);
        Visitor visitor = Visitors.of(request);
        return customer.map(user -> openSession.forCustomer(user, guest, visitor, address))
                .orElseGet(() -> openSession.forGuest(visitor, address))
                .map(opening ->
                        switch (opening) {
                            case SessionOpening.Opened(HeldSession opened) -> created(opened);
                            case SessionOpening.TooManySessions(int seconds) ->
                                    throw quotaProblems.tooManySessions(
                                            customer.map(CartOwner.Customer::id).orElse(null),
                                            seconds);
                        });
    }

    private static RestResponse<SessionJson> created(HeldSession opened) {
        return ResponseBuilder.create(RestResponse.Status.CREATED, SessionJson.of(opened))
                .header(HttpHeaders.LOCATION, "/sessions/" + opened.id().secret())
                .build();
    }

    @GET
    @Path("/{session_id}")
    @Operation(operationId = "getSession", summary = "My session")
    public Uni<SessionJson> getSession(
            @RestPath("session_id") String id, @Context HttpHeaders request) {
        return holder(id, request)
                .chain(holder ->
                        useSession
                                .read(holder)
                                .map(found ->
                                        json(
                                                holder,
                                                found.orElseThrow(
                                                        SessionProblems::noSuchSession))));
    }

    @PATCH
    @Path("/{session_id}")
    @Consumes({MediaType.APPLICATION_JSON, MERGE_PATCH})
    @Operation(
            operationId = "patchSession",
            summary = "Set preferences, and note what I have looked at and searched for",
            description =
                    "Preferences change as in a JSON merge patch (RFC 7396). Entries of the"
                            + " histories are put before those that are there; the newest 50 of"
                            + " each stay.")
    public Uni<SessionJson> patchSession(
            @RestPath("session_id") String id,
            @NotNull @Valid SessionPatchJson body,
            @Context HttpHeaders request) {
        return holder(id, request)
                .chain(holder ->
                        useSession
                                .change(holder, body.patch())
                                .map(change -> response(holder, change)));
    }

    @DELETE
    @Path("/{session_id}")
    @Operation(operationId = "endSession", summary = "End my session")
    public Uni<Void> endSession(@RestPath("session_id") String id, @Context HttpHeaders request) {
        return holder(id, request)
                .chain(holder -> sessions.end(holder, clock.instant()))
                .invoke(ended -> {
                    if (!ended) {
                        throw SessionProblems.noSuchSession();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<SessionHolder> holder(String id, HttpHeaders request) {
        return shoppers.customer(request)
                .map(customer ->
                        new SessionHolder(
                                SessionId.of(id).orElseThrow(SessionProblems::noSuchSession),
                                customer.map(CartOwner.Customer::id).orElse(null)));
    }

    private static SessionJson response(SessionHolder holder, SessionChange change) {
        return switch (change) {
            case SessionChange.Changed(Session session) -> json(holder, session);
            case SessionChange.NoSuchSession() -> throw SessionProblems.noSuchSession();
            case SessionChange.TooManyPreferences() -> throw SessionProblems.tooManyPreferences();
        };
    }

    private static SessionJson json(SessionHolder holder, Session session) {
        return SessionJson.of(new HeldSession(holder.id(), session));
    }
}
