package dev.cloudshelf.cart.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A request to add copies to a cart. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "CartAddition",
        requiredProperties = {"book_id", "quantity"})
public record CartAdditionJson(@NotNull UUID bookId, @NotNull @Min(1) Integer quantity) {}
