package dev.cloudshelf.order.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The wish to buy what is in one's cart.
 *
 * @param expectedTotal the total that the customer has seen; if it has risen since, nothing is
 *     bought
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "NewOrder",
        requiredProperties = {"shipping_address"})
public record NewOrderJson(
        @NotNull @Valid AddressJson shippingAddress,
        @DecimalMin("0.00")
                @DecimalMax("999999999999.99")
                @Digits(integer = 12, fraction = 2)
                @Schema(
                        nullable = true,
                        description =
                                "In USD, the total that the customer has seen. When it has risen"
                                        + " since, nothing is bought; when it has fallen, the"
                                        + " customer pays less.")
                @Nullable BigDecimal expectedTotal) {}
