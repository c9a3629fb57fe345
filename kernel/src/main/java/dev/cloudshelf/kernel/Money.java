package dev.cloudshelf.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An exact sum of money.
 *
 * @param amount scale 2, exact; negative only for a refund
 * @param currency ISO 4217; sums of two currencies are refused
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    private static final String SHOP_CURRENCY = "USD";
    private static final int SCALE = 2;

    /** Refuses more than two decimals: rounding is a decision for whoever computed the sum. */
    public Money {
        amount = amount.setScale(SCALE, RoundingMode.UNNECESSARY);
    }

    /** US dollars, the only currency that the shop charges. */
    public static Money usd(BigDecimal amount) {
        return new Money(amount, Currency.getInstance(SHOP_CURRENCY));
    }

    /** US dollars from decimal notation, such as {@code "12.99"}. */
    public static Money usd(String amount) {
        return usd(new BigDecimal(amount));
    }

    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(amount.add(other.amount), currency);
    }

    public Money times(int quantity) {
        return new Money(amount.multiply(BigDecimal.valueOf(quantity)), currency);
    }

    /**
     * A share of this sum, rounded half up to whole cents.
     *
     * @param rate 0.0825 for 8.25 percent
     */
    public Money share(BigDecimal rate) {
        return new Money(amount.multiply(rate).setScale(SCALE, RoundingMode.HALF_UP), currency);
    }

    @Override
    public int compareTo(Money other) {
        requireSameCurrency(other);
        return amount.compareTo(other.amount);
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(
                    "Cannot combine %s and %s".formatted(currency, other.currency));
        }
    }
}
