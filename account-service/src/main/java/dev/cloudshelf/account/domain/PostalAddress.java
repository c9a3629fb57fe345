package dev.cloudshelf.account.domain;

import java.util.Locale;
import java.util.Set;

/**
 * A place that parcels reach; blanks around a field are dropped.
 *
 * @param state the state, province or region
 * @param country ISO 3166-1 alpha-2
 */
public record PostalAddress(
        String street, String city, String state, String postalCode, String country) {

    public static final int STREET_LENGTH_MAX = 200;
    public static final int CITY_LENGTH_MAX = 100;
    public static final int STATE_LENGTH_MAX = 100;
    public static final int POSTAL_CODE_LENGTH_MAX = 20;

    private static final Set<String> COUNTRIES =
            Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    public PostalAddress {
        street = street.strip();
        city = city.strip();
        state = state.strip();
        postalCode = postalCode.strip();
    }

    public static boolean isCountry(String code) {
        return COUNTRIES.contains(code);
    }

    /** Keeps addresses out of logs. */
    @Override
    public String toString() {
        return "PostalAddress[...]";
    }
}
