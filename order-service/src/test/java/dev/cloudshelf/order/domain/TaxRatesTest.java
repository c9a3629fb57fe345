package dev.cloudshelf.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaxRatesTest {

    private static final BigDecimal STANDARD = new BigDecimal("0.08");

    @ParameterizedTest
    @CsvSource({
        "US, CA, 0.0725",
        "US, ca, 0.0725",
        "US, NY, 0.05",
        "US, California, 0.05",
        "GB, CA, 0.20",
        "FR, CA, 0.08",
        "DE, BE, 0",
        "DE, HE, 0.08"
    })
    void theMostSpecificRateWins(String country, String state, BigDecimal rate) {
        TaxRates rates =
                new TaxRates(
                        STANDARD,
                        Map.of(
                                "us-Ca", new BigDecimal("0.0725"),
                                "us", new BigDecimal("0.05"),
                                "GB", new BigDecimal("0.20"),
                                "de.be", BigDecimal.ZERO));

        assertThat(rates.of(new ShippingAddress("1 Long Street", "City", state, "1", country)))
                .isEqualByComparingTo(rate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "U", "ZZ", "USA", "US-", "US-CALIFORNIA", "US CA", "-CA"})
    void aPlaceThatIsNoneIsRefused(String place) {
        assertThatThrownBy(() -> new TaxRates(STANDARD, Map.of(place, BigDecimal.ZERO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(place);
    }

    @Test
    void aPlaceThatIsThereTwiceIsRefused() {
        assertThatThrownBy(() ->
                        new TaxRates(
                                STANDARD,
                                Map.of("US-CA", BigDecimal.ZERO, "us-ca", BigDecimal.ONE)))
                .hasMessageContaining("two tax rates for US-CA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.0001", "1.0001", "7.25"})
    void aRateIsFromZeroToOne(BigDecimal rate) {
        assertThatThrownBy(() -> new TaxRates(rate, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TaxRates(STANDARD, Map.of("GB", rate)))
                .hasMessageContaining("GB");
    }
}
