package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.Address;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An address in somebody's book. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "Address",
        requiredProperties = {
            "id",
            "street",
            "city",
            "state",
            "postal_code",
            "country",
            "is_default",
            "created_at",
            "updated_at"
        })
public record AddressJson(
        UUID id,
        String street,
        String city,
        String state,
        String postalCode,
        @Schema(description = "ISO 3166-1 alpha-2") String country,
        boolean isDefault,
        Instant createdAt,
        Instant updatedAt) {

    static AddressJson of(Address address) {
        return new AddressJson(
                address.id(),
                address.place().street(),
                address.place().city(),
                address.place().state(),
                address.place().postalCode(),
                address.place().country(),
                address.isDefault(),
                address.createdAt(),
                address.updatedAt());
    }
}
