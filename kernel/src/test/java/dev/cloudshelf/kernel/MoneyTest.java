package dev.cloudshelf.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @Test
    void sumsAreExact() {
        assertThat(Money.usd("0.10").times(3)).isEqualTo(Money.usd("0.30"));
        assertThat(Money.usd("19.99").plus(Money.usd("0.01"))).isEqualTo(Money.usd("20.00"));
    }

    @Test
    void equalSumsAreEqualHoweverTheyWereWritten() {
        assertThat(Money.usd("5")).isEqualTo(Money.usd("5.00")).hasSameHashCodeAs(Money.usd("5.0"));
    }

    @Test
    void thirdDecimalIsRefused() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Money.usd("1.005"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.00, 0.0825, 0.83",
        "10.00, 0.0824, 0.82",
        "0.10, 0.05, 0.01",
        "0.09, 0.05, 0.00"
    })
    void sharesAreRoundedHalfUp(String amount, BigDecimal rate, String share) {
        assertThat(Money.usd(amount).share(rate)).isEqualTo(Money.usd(share));
    }

    @Test
    void twoCurrenciesDoNotMix() {
        Money euro = new Money(BigDecimal.ONE, Currency.getInstance("EUR"));

        assertThatIllegalArgumentException().isThrownBy(() -> Money.usd("1").plus(euro));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.usd("1").compareTo(euro));
    }
}
