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
import dev.cloudshelf.kernel.Caller;
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
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
@RolesAllowed(Caller.Role.SERVICE_NAME)
public class ReservationResource {

    static final ProblemType OUT_OF_STOCK =
            new ProblemType("out-of-stock", "Not enough copies are left", 409);
    static final ProblemType RESERVATION_RELEASED =
            new ProblemType("reservation-released", "The order has given its stock back", 409);
    static final ProblemType RESERVATION_CONFIRMED =
            new ProblemType("reservation-confirmed", "The order's stock is sold", 409);

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

    @Schema(
            name = "PricedLine",
            requiredProperties = {"book_id", "title", "price", "quantity"})
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record PricedLineJson(UUID bookId, String title, BigDecimal price, int quantity) {}

    @Schema(
            name = "Reservation",
            requiredProperties = {"order_id", "status", "lines", "currency", "expires_at"})
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ReservationJson(
            UUID orderId,
            @Schema(enumeration = {"reserved", "confirmed", "released"}) String status,
            List<PricedLineJson> lines,
            String currency,
            Instant expiresAt) {

        static ReservationJson of(Reservation reservation) {
            return new ReservationJson(
                    reservation.orderId(),
                    reservation.status().name().toLowerCase(Locale.ROOT),
                    reservation.lines().stream()
                            .map(line ->
                                    new PricedLineJson(
                                            line.bookId(),
                                            line.title(),
                                            line.price().amount(),
                                            line.quantity()))
                            .toList(),
                    reservation.lines().getFirst().price().currency().getCurrencyCode(),
                    reservation.expiresAt());
        }
    }

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
                            case Confirmed.Unknown() -> throw Problem.notFound("reservation");
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
                    if (outcome instanceof Released.ConfirmedBefore) {
                        throw Problem.of(
                                RESERVATION_CONFIRMED,
                                "A confirmed reservation cannot be released.");
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
}
