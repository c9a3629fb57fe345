package dev.cloudshelf.cart.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.cart.domain.CartSummary;
import dev.cloudshelf.cart.domain.HeldSession;
import dev.cloudshelf.cart.domain.Session;
import dev.cloudshelf.cart.domain.SessionData;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A session as JSON. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "Session",
        requiredProperties = {
            "session_id",
            "user_id",
            "session_data",
            "cart_summary",
            "last_activity",
            "created_at",
            "expires_at",
            "ip_address",
            "user_agent"
        })
public record SessionJson(
        @Schema(description = "A secret: whoever knows it holds a guest's session and cart")
                String sessionId,
        @Schema(nullable = true, description = "Of the user it is bound to; null for a guest")
                @Nullable String userId,
        Data sessionData,
        Summary cartSummary,
        Instant lastActivity,
        Instant createdAt,
        @Schema(description = "24 hours after the last use") Instant expiresAt,
        @Schema(nullable = true, description = "From which it was opened")
                @Nullable String ipAddress,
        @Schema(nullable = true) @Nullable String userAgent) {

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(
            name = "SessionData",
            requiredProperties = {"preferences", "browsing_history", "search_history"})
    public record Data(
            Map<String, String> preferences,
            @Schema(maxItems = SessionData.HISTORY_ENTRIES_MAX, description = "Newest first")
                    List<String> browsingHistory,
            @Schema(maxItems = SessionData.HISTORY_ENTRIES_MAX, description = "Newest first")
                    List<String> searchHistory) {

        static Data of(SessionData data) {
            return new Data(data.preferences(), data.browsingHistory(), data.searchHistory());
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(
            name = "CartSummary",
            requiredProperties = {"item_count", "total_amount", "currency", "last_updated"})
    public record Summary(
            @Schema(description = "Copies, not lines") int itemCount,
            BigDecimal totalAmount,
            @Schema(description = "ISO 4217", examples = "USD") String currency,
            @Schema(description = "When the cart was first seen like this") Instant lastUpdated) {

        static Summary of(CartSummary summary) {
            return new Summary(
                    summary.itemCount(),
                    summary.totalAmount().amount(),
                    summary.totalAmount().currency().getCurrencyCode(),
                    summary.lastUpdated());
        }
    }

    static SessionJson of(HeldSession held) {
        Session session = held.session();
        return new SessionJson(
                held.id().secret(),
                session.userId(),
                Data.of(session.data()),
                Summary.of(session.cartSummary()),
                session.lastActivity(),
                session.createdAt(),
                session.expiresAt(),
                session.ipAddress(),
                session.userAgent());
    }
}
