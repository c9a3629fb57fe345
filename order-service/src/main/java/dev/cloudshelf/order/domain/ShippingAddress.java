package dev.cloudshelf.order.domain;

import java.util.Locale;
import java.util.Set;

/**
 * Where an order goes, as it was when the order was placed; blanks around a field are dropped.
 *
 * @param country ISO 3166-1 alpha-2
 */
public record ShippingAddress(
        String street, String city, String state, String postalCode, String country) {

    /** In place of street, city and postal code once they are not kept any more. */
    public static final String REMOVED = "removed";

    private static final Set<String> COUNTRIES =
            Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    public ShippingAddress {
        street = street.strip();
        city = city.strip();
        state = state.strip();
        postalCode = postalCode.strip();
        country = country.strip();
    }

    public static boolean isCountry(String code) {
        return COUNTRIES.contains(code);
    }
}
