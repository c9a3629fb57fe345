package dev.cloudshelf.catalog.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.catalog.domain.Reservation;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.Reservation.Shortage;
import dev.cloudshelf.catalog.domain.ReservationStore;
import dev.cloudshelf.catalog.domain.ReservationStore.Confirmed;
import dev.cloudshelf.catalog.domain.ReservationStore.Released;
import dev.cloudshelf.catalog.domain.ReservationStore.Reserved;
import dev.cloudshelf.catalog.domain.ReservationStore.Restocked;
import dev.cloudshelf.kernel.ServiceScope;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Stock reservations, for order-service. */
@Path("/internal/stock-reservations/{order_id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "reservations", description = "Holding stock for orders; between services only")
@RolesAllowed(ServiceScope.STOCK)
public class ReservationResource {

    static final ProblemType OUT_OF_STOCK =
            new ProblemType("out-of-stock", "Not enough copies are left", 409);
    static final ProblemType RESERVATION_RELEASED =
            new ProblemType("reservation-released", "The order has given its stock back", 409);
    static final ProblemType RESERVATION_CONFIRMED =
            new ProblemType("reservation-confirmed", "The order's stock is sold", 409);
    static final ProblemType RESERVATION_RESTOCKED =
            new ProblemType("reservation-restocked", "The order's sale was taken back", 409);
    static final ProblemType RESERVATION_NOT_CONFIRMED =
            new ProblemType("reservation-not-confirmed", "The order's stock is not sold", 409);

    private final ReservationStore reservations;
    private final Clock clock;
    private final Duration timeToLive;

    public ReservationResource(
            ReservationStore reservations,
            Clock clock,
            @ConfigProperty(name = "cloudshelf.reservations.ttl-seconds") int ttlSeconds) {
        this.reservations = reservations;
        this.clock = clock;
        this.timeToLive = Duration.ofSeconds(ttlSeconds);
    }

    @Schema(name = "ReservationLine")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record LineJson(
            @NotNull UUID bookId, @Min(1) @Max(Reservation.QUANTITY_MAX) int quantity) {}

    @Schema(name = "NewReservation")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record NewReservationJson(
            @NotNull @Size(min = 1, max = Reservation.LINES_MAX)
                    List<@Valid @NotNull LineJson> lines) {}

    @PUT
    @Operation(
            operationId = "reserveStock",
            summary = "Hold all lines or none",
            description = "The same order again gets the same answer, whatever its lines say.")
    public Uni<ReservationJson> reserve(
            @RestPath("order_id") UUID orderId, @Valid @NotNull NewReservationJson body) {
        List<Line> lines =
                body.lines().stream()
                        .map(line -> new Line(line.bookId(), line.quantity()))
                        .toList();
        if (lines.stream().map(Line::bookId).distinct().count() < lines.size()) {
            throw Problem.invalid("lines", "must name each book once");
        }
        Instant now = clock.instant();
        return reservations
                .reserve(orderId, lines, now, now.plus(timeToLive))
                .map(outcome ->
                        switch (outcome) {
                            case Reserved.Held(Reservation held) -> ReservationJson.of(held);
                            case Reserved.OutOfStock(List<Shortage> shortages) ->
                                    throw outOfStock(shortages);
                            case Reserved.ReleasedBefore() -> throw released();
                        });
    }

    @POST
    @Path("/confirm")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "confirmReservation", summary = "Make the hold a sale")
    public Uni<ReservationJson> confirm(@RestPath("order_id") UUID orderId) {
        return reservations
                .confirm(orderId, clock.instant())
                .map(outcome ->
                        switch (outcome) {
                            case Confirmed.Done(Reservation confirmed) ->
                                    ReservationJson.of(confirmed);
                            case Confirmed.ReleasedBefore() -> throw released();
                            case Confirmed.RestockedBefore() -> throw restocked();
                            case Confirmed.Unknown() -> throw Problem.notFound("reservation");
                        });
    }

    @POST
    @Path("/restock")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "restockReservation",
            summary = "Take the sale of a cancelled order back",
            description =
                    "Its copies are on hand again, once however often it is asked for. Books that"
                            + " are gone meanwhile are left out.")
    public Uni<ReservationJson> restock(@RestPath("order_id") UUID orderId) {
        return reservations
                .restock(orderId, clock.instant())
                .map(outcome ->
                        switch (outcome) {
                            case Restocked.Done(Reservation restocked) ->
                                    ReservationJson.of(restocked);
                            case Restocked.NotConfirmed() ->
                                    throw Problem.of(
                                            RESERVATION_NOT_CONFIRMED,
                                            "Only a confirmed reservation can be restocked.");
                            case Restocked.Unknown() -> throw Problem.notFound("reservation");
                        });
    }

    @DELETE
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "releaseReservation", summary = "Give the stock back")
    @APIResponse(responseCode = "204", description = "Nothing is held for this order now or later")
    public Uni<Void> release(@RestPath("order_id") UUID orderId) {
        return reservations
                .release(orderId, clock.instant())
                .invoke(outcome -> {
                    switch (outcome) {
                        case Released.Done() -> {}
                        case Released.ConfirmedBefore() ->
                                throw Problem.of(
                                        RESERVATION_CONFIRMED,
                                        "A confirmed reservation cannot be released.");
                        case Released.RestockedBefore() -> throw restocked();
                    }
                })
                .replaceWithVoid();
    }

    private static Problem outOfStock(List<Shortage> shortages) {
        return Problem.of(
                        OUT_OF_STOCK,
                        "Nothing was reserved: %d lines are short.".formatted(shortages.size()))
                .with(
                        "lines",
                        shortages.stream()
                                .map(s ->
                                        Map.of(
                                                "book_id", s.bookId().toString(),
                                                "requested", s.requested(),
                                                "available", s.available()))
                                .toList());
    }

    private static Problem released() {
        return Problem.of(RESERVATION_RELEASED, "This order cannot hold stock any more.");
    }

    private static Problem restocked() {
        return Problem.of(RESERVATION_RESTOCKED, "This order was sold and taken back.");
    }
}
