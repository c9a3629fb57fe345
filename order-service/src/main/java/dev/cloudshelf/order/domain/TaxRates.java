package dev.cloudshelf.order.domain;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which share of a subtotal is tax, by where the order goes: the state's rate, else the country's,
 * else the standard one.
 */
public final class TaxRates {

    /** A country (ISO 3166-1 alpha-2), or one with the code of its state (ISO 3166-2). */
    private static final Pattern PLACE = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");

    private final BigDecimal standard;
    private final Map<String, BigDecimal> byPlace = new HashMap<>();

    /**
     * @param standard where nothing more specific is known: 0.08 for 8 percent
     * @param byPlace by country, such as {@code GB}, or country and state, such as {@code US-CA},
     *     in any case. An environment variable cannot spell the hyphen, so a dot or an underscore
     *     will do
     * @throws IllegalArgumentException for a rate outside 0 to 1, or a place that is not one or is
     *     there twice
     */
    public TaxRates(BigDecimal standard, Map<String, BigDecimal> byPlace) {
        this.standard = checked("The standard", standard);
        byPlace.forEach((key, rate) -> {
            String place = upper(key).replace('.', '-').replace('_', '-');
            if (!PLACE.matcher(place).matches()
                    || !ShippingAddress.isCountry(place.substring(0, 2))) {
                throw new IllegalArgumentException(
                        "A tax rate's place is a country such as GB, or a country and a state such"
                                + " as US-CA: "
                                + key);
            }
            if (this.byPlace.put(place, checked(place + "'s", rate)) != null) {
                throw new IllegalArgumentException("There are two tax rates for " + place);
            }
        });
    }

    /**
     * @param to whose state is compared as it is written, in any case; a state's full name is no
     *     code and so gets its country's rate
     */
    public BigDecimal of(ShippingAddress to) {
        BigDecimal country = byPlace.getOrDefault(upper(to.country()), standard);
        return byPlace.getOrDefault(upper(to.country() + "-" + to.state()), country);
    }

    private static BigDecimal checked(String whose, BigDecimal rate) {
        if (rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                    "%s tax rate must be from 0 to 1, such as 0.08: %s".formatted(whose, rate));
        }
        return rate;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
