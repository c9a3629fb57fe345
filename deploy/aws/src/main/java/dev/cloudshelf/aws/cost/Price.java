package dev.cloudshelf.aws.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;

/**
 * What AWS asks for something.
 *
 * @param usd for as many units as {@code per} says
 * @param alwaysFree units a month that cost an account nothing, for as long as it exists; what is
 *     free for a year only is not counted
 * @param source the public page that says so
 */
record Price(
        String id, BigDecimal usd, BigDecimal per, String unit, BigDecimal alwaysFree, URI source) {

    private static final int DECIMALS = 6;

    Price {
        if (usd.signum() <= 0 || per.signum() <= 0 || alwaysFree.signum() < 0) {
            throw new IllegalArgumentException(id + " has no price");
        }
    }

    /** USD, before any allowance. */
    BigDecimal of(BigDecimal quantity) {
        return quantity.multiply(usd).divide(per, DECIMALS, RoundingMode.HALF_UP);
    }

    /** USD, after what is always free. */
    BigDecimal afterAllowance(BigDecimal quantity) {
        return of(quantity.subtract(alwaysFree).max(BigDecimal.ZERO));
    }
}
