package dev.cloudshelf.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

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
}
