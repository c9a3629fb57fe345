package dev.cloudshelf.order.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.order.domain.Destination;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import java.math.BigDecimal;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The wish to buy what is in one's cart.
 *
 * @param expectedTotal the total that the customer has seen; if it has risen since, nothing is
 *     bought
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(name = "NewOrder")
public record NewOrderJson(
        @Valid @Schema(nullable = true, description = "Where the order goes; or address_id")
                @Nullable AddressJson shippingAddress,
        @Schema(
                        nullable = true,
                        description =
                                "One of the customer's saved addresses, instead of"
                                        + " shipping_address")
                @Nullable UUID addressId,
        @DecimalMin("0.00")
                @DecimalMax("999999999999.99")
                @Digits(integer = 12, fraction = 2)
                @Schema(
                        nullable = true,
                        description =
                                "In USD, the total that the customer has seen. When it has risen"
                                        + " since, nothing is bought; when it has fallen, the"
                                        + " customer pays less.")
                @Nullable BigDecimal expectedTotal) {

    /**
     * @throws Problem unless it says where in exactly one way
     */
    Destination destination() {
        if (shippingAddress != null && addressId == null) {
            return new Destination.Given(shippingAddress.toDomain());
        }
        if (addressId != null && shippingAddress == null) {
            return new Destination.Saved(addressId);
        }
        throw Problem.invalid("shipping_address", "send this or address_id, and not both");
    }
}
