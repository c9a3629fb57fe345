package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.local.Refusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final Path ROOT = Path.of("/checkout");

    private static Settings of(Map<String, String> environment, String... options) {
        return Settings.of(ROOT, List.of(options), environment);
    }

    @Test
    void withoutAWordEverythingIsAsTheApiSays() {
        Settings settings = of(Map.of());

        assertThat(settings.ports().values())
                .containsExactlyInAnyOrder(8080, 8081, 8082, 8083, 8084, 5433, 8000);
        assertThat(settings.port(Port.GATEWAY)).isEqualTo(8080);
        assertThat(settings.data()).isEqualTo(Path.of("/checkout/.cloudshelf/data"));
        assertThat(settings.logs()).isEqualTo(Path.of("/checkout/.cloudshelf/logs"));
        assertThat(settings.fresh()).isFalse();
        assertThat(settings.orderCalls()).isEmpty();
        assertThat(settings.dynamoDbCalls()).isEmpty();
        assertThat(settings.quickDeathsMax()).isEqualTo(5);
    }

    @Test
    void aTestMayStandBetweenServicesAndWhatTheyCallAndKillThingsOften() {
        Settings settings =
                of(
                        Map.of(
                                "CLOUDSHELF_ORDER_CART_URL", "http://127.0.0.1:9",
                                "CLOUDSHELF_SERVICES_DYNAMODB_URL", "http://127.0.0.1:10",
                                "CLOUDSHELF_QUICK_DEATHS_MAX", "1000"));

        assertThat(settings.orderCalls()).isEqualTo(Map.of(Port.CART, "http://127.0.0.1:9"));
        assertThat(settings.dynamoDbCalls()).contains("http://127.0.0.1:10");
        assertThat(settings.url(Port.CART)).isEqualTo("http://127.0.0.1:8082");
        assertThat(settings.quickDeathsMax()).isEqualTo(1000);
        assertThatThrownBy(() -> of(Map.of("CLOUDSHELF_QUICK_DEATHS_MAX", "0")))
                .hasMessageContaining("takes a number from 1 to 999999, not '0'.");
    }

    @Test
    void anOptionGoesBeforeAVariable() {
        Settings settings =
                of(
                        Map.of("CLOUDSHELF_CART_PORT", "9082", "CLOUDSHELF_ORDER_PORT", "9084"),
                        "--port-cart",
                        "7082",
                        "--fresh",
                        "--port-postgres=7433");

        assertThat(settings.port(Port.CART)).isEqualTo(7082);
        assertThat(settings.port(Port.ORDER)).isEqualTo(9084);
        assertThat(settings.port(Port.POSTGRES)).isEqualTo(7433);
        assertThat(settings.fresh()).isTrue();
    }

    @Test
    void aRunIsHybridUnlessItIsToldOtherwise() {
        assertThat(of(Map.of()).phase()).isEqualTo(Phase.HYBRID);
        assertThat(of(Map.of("CLOUDSHELF_PHASE", "1")).phase()).isEqualTo(Phase.ONE);
        assertThat(of(Map.of("CLOUDSHELF_PHASE", "1"), "--phase", "hybrid").phase())
                .isEqualTo(Phase.HYBRID);
        assertThat(of(Map.of(), "--phase=1", "--fresh").phase()).isEqualTo(Phase.ONE);
        assertThatThrownBy(() -> of(Map.of(), "--phase", "3"))
                .hasMessageContaining("--phase takes 1 or hybrid, not '3'.");
        assertThatThrownBy(() -> of(Map.of(), "--phase"))
                .hasMessageContaining("--phase takes 1 or hybrid, not ''.");
    }

    @Test
    void servicesAreFunctionsWhenItIsAskedFor() {
        assertThat(of(Map.of()).functions()).isEmpty();
        assertThat(of(Map.of(), "--lambda", "--fresh").functions()).contains("jvm");
        assertThat(of(Map.of("CLOUDSHELF_LAMBDA", "jvm"), "--lambda=native").functions())
                .contains("native");
        assertThatThrownBy(() -> of(Map.of(), "--lambda=wasm"))
                .hasMessageContaining("--lambda takes jvm or native, not 'wasm'.");
    }

    @Test
    void servicesStartFromCachesThatAreMadeForTheUsualOptions() {
        assertThat(of(Map.of()).startsQuickly()).isTrue();
        assertThat(of(Map.of(), "--phase", "1").startsQuickly()).isTrue();
        assertThat(of(Map.of(), "--lambda").startsQuickly()).isFalse();
        assertThat(of(Map.of("CLOUDSHELF_SERVICE_JAVA_OPTIONS", "-Xmx1g")).startsQuickly())
                .isFalse();
        assertThat(of(Map.of("CLOUDSHELF_QUICK_STARTS", "no")).startsQuickly()).isFalse();
        assertThatThrownBy(() -> of(Map.of("CLOUDSHELF_QUICK_STARTS", "false")))
                .hasMessage("CLOUDSHELF_QUICK_STARTS takes yes or no, not 'false'.");
    }

    @Test
    void logsLieWithDataThatLiesElsewhere() {
        assertThat(of(Map.of("CLOUDSHELF_DATA", "/tmp/x")).logs())
                .isEqualTo(Path.of("/tmp/x/logs"));
        assertThat(of(Map.of("CLOUDSHELF_DATA", "/tmp/x", "CLOUDSHELF_LOGS", "/tmp/y")).logs())
                .isEqualTo(Path.of("/tmp/y"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    --port-cart 0        | --port-cart takes a port from 1 to 65535, not '0'.
                    --port-cart 70000    | --port-cart takes a port from 1 to 65535, not '70000'.
                    --port-cart=many     | --port-cart takes a port from 1 to 65535, not 'many'.
                    --port-cart          | --port-cart takes a port from 1 to 65535, not ''.
                    --port-shop 1        | There is no option --port-shop; see ./cloudshelf help.
                    now                  | There is no option now; see ./cloudshelf help.
                    --port-cart 8081     | Port 8081 is given to both catalog-service and cart-service; change one with --port-catalog or --port-cart.
                    """)
    void whatMakesNoSenseIsSaid(String options, String sentence) {
        assertThatThrownBy(() -> of(Map.of(), options.split(" ", -1)))
                .hasMessage(sentence)
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
                .extracting(Refusal::exitCode)
                .isEqualTo(Refusal.USAGE);
    }
}
