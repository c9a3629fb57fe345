package dev.cloudshelf.cart.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.cart.domain.CartLine;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A request to set the copies of a line. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "CartQuantity",
        requiredProperties = {"quantity"})
public record CartQuantityJson(@NotNull @Min(1) @Max(CartLine.QUANTITY_MAX) Integer quantity) {}
