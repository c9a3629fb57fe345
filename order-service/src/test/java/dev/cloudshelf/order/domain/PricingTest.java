package dev.cloudshelf.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.kernel.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricingTest {

    private static final ShippingAddress HOME =
            new ShippingAddress("1 Long Street", "Portland", "OR", "97205", "US");

    private final Pricing pricing =
            new Pricing(taxed("0.08"), Money.usd("4.99"), Money.usd("50.00"));

    @Test
    void theTotalIsTheSumOfLinesTaxAndShipping() {
        Totals totals = pricing.totals(List.of(line("12.50", 2), line("9.99", 1)), HOME);

        assertThat(totals.subtotal()).isEqualTo(Money.usd("34.99"));
        assertThat(totals.tax()).isEqualTo(Money.usd("2.80"));
        assertThat(totals.shipping()).isEqualTo(Money.usd("4.99"));
        assertThat(totals.total()).isEqualTo(Money.usd("42.78"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.06, 0.00", // 0.0048
        "0.07, 0.01", // 0.0056
        "10.06, 0.80", // 0.8048
        "10.07, 0.81", // 0.8056
        "0.00, 0.00",
        "99999999.99, 8000000.00"
    })
    void taxIsRoundedToTheNearestCent(String price, String tax) {
        assertThat(pricing.totals(List.of(line(price, 1)), HOME).tax()).isEqualTo(Money.usd(tax));
    }

    @Test
    void halfACentOfTaxIsRoundedUp() {
        Pricing five = new Pricing(taxed("0.05"), Money.usd("0.00"), Money.usd("0.00"));

        assertThat(five.totals(List.of(line("0.10", 1)), HOME).tax()).isEqualTo(Money.usd("0.01"));
        assertThat(five.totals(List.of(line("0.30", 1)), HOME).tax()).isEqualTo(Money.usd("0.02"));
    }

    @Test
    void taxIsRoundedOnceAndNotLineByLine() {
        // Three times 0.0048 would be nothing; their sum is 0.0144.
        Totals totals =
                pricing.totals(List.of(line("0.06", 1), line("0.06", 1), line("0.06", 1)), HOME);

        assertThat(totals.tax()).isEqualTo(Money.usd("0.01"));
    }

    @ParameterizedTest
    @CsvSource({"49.99, 4.99", "50.00, 0.00", "50.01, 0.00"})
    void shippingIsFreeFromTheThresholdOn(String price, String shipping) {
        assertThat(pricing.totals(List.of(line(price, 1)), HOME).shipping())
                .isEqualTo(Money.usd(shipping));
    }

    @Test
    void aLineBeyondTheLimitsIsRefused() {
        assertThatThrownBy(() -> line("1.00", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line("1.00", 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line("-0.01", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line("100000000.00", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void taxIsWhereTheOrderGoes() {
        Pricing everywhere =
                new Pricing(
                        new TaxRates(
                                new BigDecimal("0.08"), Map.of("US-CA", new BigDecimal("0.0725"))),
                        Money.usd("4.99"),
                        Money.usd("50.00"));
        ShippingAddress california =
                new ShippingAddress("1 Long Street", "Fresno", "CA", "93650", "US");

        assertThat(everywhere.totals(List.of(line("20.00", 1)), california).tax())
                .isEqualTo(Money.usd("1.45"));
        assertThat(everywhere.totals(List.of(line("20.00", 1)), HOME).tax())
                .isEqualTo(Money.usd("1.60"));
    }

    private static TaxRates taxed(String rate) {
        return new TaxRates(new BigDecimal(rate), Map.of());
    }

    private static PricedLine line(String price, int quantity) {
        return new PricedLine(new UUID(0, 1), "A book", Money.usd(price), quantity, null);
    }
}
