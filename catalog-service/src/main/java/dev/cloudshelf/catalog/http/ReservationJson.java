package dev.cloudshelf.catalog.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.catalog.domain.Reservation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Reservation} as JSON.
 *
 * @param currency of all prices
 */
@Schema(
        name = "Reservation",
        requiredProperties = {"order_id", "status", "lines", "currency", "expires_at"})
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ReservationJson(
        UUID orderId,
        @Schema(enumeration = {"reserved", "confirmed", "released", "restocked"}) String status,
        List<PricedLineJson> lines,
        String currency,
        Instant expiresAt) {

    /** A line with the data of its book at the time of the reservation. */
    @Schema(
            name = "PricedLine",
            requiredProperties = {"book_id", "title", "price", "category", "quantity"})
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record PricedLineJson(
            UUID bookId,
            String title,
            BigDecimal price,
            @Schema(nullable = true) @Nullable String category,
            int quantity) {

        private static PricedLineJson of(Reservation.PricedLine line) {
            return new PricedLineJson(
                    line.bookId(),
                    line.title(),
                    line.price().amount(),
                    line.category(),
                    line.quantity());
        }
    }

    /**
     * Converts a reservation with lines; only an order that was released before it reserved has
     * none.
     */
    static ReservationJson of(Reservation reservation) {
        return new ReservationJson(
                reservation.orderId(),
                reservation.status().name().toLowerCase(Locale.ROOT),
                reservation.lines().stream().map(PricedLineJson::of).toList(),
                reservation.lines().getFirst().price().currency().getCurrencyCode(),
                reservation.expiresAt());
    }
}
