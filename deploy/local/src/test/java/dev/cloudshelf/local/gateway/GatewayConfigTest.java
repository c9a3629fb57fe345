package dev.cloudshelf.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {

    @Test
    void aStoreThatDoesNotRunIsNotOnTheStatusPage() {
        assertThat(GatewayConfig.of(Map.of()).stores())
                .isEqualTo(Map.of("PostgreSQL", 5433, "DynamoDB Local", 8000));
        assertThat(GatewayConfig.of(Map.of("CLOUDSHELF_POSTGRES_PORT", "")).stores())
                .isEqualTo(Map.of("DynamoDB Local", 8000));
    }

    @Test
    void oneAddressHas64RequestsInFlightUnlessToldOtherwise() {
        String variable = "CLOUDSHELF_GATEWAY_REQUESTS_PER_CLIENT";

        assertThat(GatewayConfig.of(Map.of()).requestsPerClientMax()).isEqualTo(64);
        assertThat(GatewayConfig.of(Map.of(variable, "200")).requestsPerClientMax()).isEqualTo(200);
        assertThatThrownBy(() -> GatewayConfig.of(Map.of(variable, "0")))
                .hasMessage(variable + " takes a number from 1 to 9999, not '0'");
    }

    @Test
    void noForeignOriginIsAllowedUnlessListed() {
        String variable = "CLOUDSHELF_GATEWAY_CORS_ORIGINS";

        assertThat(GatewayConfig.of(Map.of()).corsOrigins()).isEmpty();
        assertThat(
                        GatewayConfig.of(
                                        Map.of(
                                                variable,
                                                "https://shop.example, http://127.0.0.1:3000"))
                                .corsOrigins())
                .isEqualTo(List.of("https://shop.example", "http://127.0.0.1:3000"));
        assertThatThrownBy(() -> GatewayConfig.of(Map.of(variable, "shop.example/")))
                .hasMessageContaining("not 'shop.example/'");
    }
}
