package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.domain.ShippingAddress;
import dev.cloudshelf.order.domain.TaxRates;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class TaxConfigTest {

    private static final ShippingAddress CALIFORNIA =
            new ShippingAddress("1 Long Street", "Fresno", "CA", "93650", "US");

    @Test
    void withoutAnyThereIsOneRateEverywhere() {
        assertThat(rates(new PropertiesConfigSource(Map.of(), "none", 500)).of(CALIFORNIA))
                .isEqualByComparingTo("0.08");
    }

    @Test
    void ratesCanBeProperties() {
        var properties =
                new PropertiesConfigSource(
                        Map.of("cloudshelf.tax.rates.\"US-CA\"", "0.0725"), "test", 500);

        assertThat(rates(properties).of(CALIFORNIA)).isEqualByComparingTo("0.0725");
    }

    @Test
    void ratesCanBeEnvironmentVariables() {
        var environment =
                new EnvConfigSource(
                        Map.of(
                                "CLOUDSHELF_TAX_RATES__US_CA_", "0.0725",
                                "CLOUDSHELF_TAX_RATES_GB", "0.20"),
                        500);

        TaxRates rates = rates(environment);

        assertThat(rates.of(CALIFORNIA)).isEqualByComparingTo("0.0725");
        assertThat(rates.of(new ShippingAddress("1 Mall", "London", "LND", "SW1", "GB")))
                .isEqualByComparingTo("0.20");
    }

    private static TaxRates rates(ConfigSource source) {
        TaxConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(TaxConfig.class)
                        .withSources(source)
                        .build()
                        .getConfigMapping(TaxConfig.class);
        return new TaxRates(config.rate(), config.rates());
    }
}
