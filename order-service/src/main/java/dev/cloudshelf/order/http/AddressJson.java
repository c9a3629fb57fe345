package dev.cloudshelf.order.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.kernel.http.PlainText;
import dev.cloudshelf.order.domain.ShippingAddress;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where an order goes.
 *
 * @param state the state, province or region
 * @param country ISO 3166-1 alpha-2
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "ShippingAddress",
        requiredProperties = {"street", "city", "state", "postal_code", "country"})
public record AddressJson(
        @NotBlank @Size(max = 200) @PlainText String street,
        @NotBlank @Size(max = 100) @PlainText String city,
        @NotBlank @Size(max = 100) @PlainText String state,
        @NotBlank @Size(max = 20) @PlainText String postalCode,
        @NotNull @CountryCode @Schema(examples = "US") String country) {

    static AddressJson of(ShippingAddress address) {
        return new AddressJson(
                address.street(),
                address.city(),
                address.state(),
                address.postalCode(),
                address.country());
    }

    ShippingAddress toDomain() {
        return new ShippingAddress(street, city, state, postalCode, country);
    }
}
