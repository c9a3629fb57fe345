package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.PostalAddress;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An address as a person writes it.
 *
 * @param state the state, province or region
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "NewAddress",
        requiredProperties = {"street", "city", "state", "postal_code", "country"})
public record NewAddressJson(
        @NotBlank
                @Size(max = PostalAddress.STREET_LENGTH_MAX)
                @Pattern(regexp = PRINTABLE, message = PRINTABLE_ONLY)
                String street,
        @NotBlank
                @Size(max = PostalAddress.CITY_LENGTH_MAX)
                @Pattern(regexp = PRINTABLE, message = PRINTABLE_ONLY)
                String city,
        @NotBlank
                @Size(max = PostalAddress.STATE_LENGTH_MAX)
                @Pattern(regexp = PRINTABLE, message = PRINTABLE_ONLY)
                String state,
        @NotBlank
                @Size(max = PostalAddress.POSTAL_CODE_LENGTH_MAX)
                @Pattern(regexp = PRINTABLE, message = PRINTABLE_ONLY)
                String postalCode,
        @NotNull @CountryCode @Schema(examples = "US") String country,
        @Schema(description = "Makes it the default; the first address is one in any case")
                @Nullable Boolean isDefault) {

    /**
     * In the words that Java's and JavaScript's regular expressions have in common; broken
     * surrogates are no text either.
     */
    private static final String PRINTABLE =
            "^[^\\x00-\\x1F\\x7F-\\x9F\\u061C"
                    + "\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069\\uD800-\\uDFFF]*$";

    private static final String PRINTABLE_ONLY =
            "must not have control characters or direction marks";

    PostalAddress toDomain() {
        return new PostalAddress(street, city, state, postalCode, country);
    }

    boolean asDefault() {
        return Boolean.TRUE.equals(isDefault);
    }

    /** Keeps addresses out of logs. */
    @Override
    public String toString() {
        return "NewAddressJson[...]";
    }
}
