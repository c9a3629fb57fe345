package dev.cloudshelf.cart.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The time when an account was closed. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "ClosedAccount",
        requiredProperties = {"closed_at"})
public record ClosedAccountJson(@NotNull Instant closedAt) {}
