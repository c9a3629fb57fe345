package dev.cloudshelf.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.Test;

class MakeKeysTest {

    private final MemoryVault vault = new MemoryVault();
    private final MakeKeys step =
            new MakeKeys(new Surroundings(Map.of("SECRET_ID", "shop")), vault);

    @Test
    void accountServiceGetsAPrivateKeyThatSigns() throws Exception {
        step.handleRequest(Map.of());

        var keys = new JsonWebKeySet(made().path("signing_keys").asText()).getJsonWebKeys();

        assertThat(keys).hasSize(1);
        EllipticCurveJsonWebKey key = (EllipticCurveJsonWebKey) keys.getFirst();
        assertThat(key.getAlgorithm()).isEqualTo("ES256");
        assertThat(key.getKeyId()).isNotBlank();
        assertThat(key.getPrivateKey()).isNotNull();
    }

    @Test
    void orderServiceSignsInWithWhatAccountServiceKnowsTheDigestOf() throws Exception {
        step.handleRequest(Map.of());

        byte[] digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(
                                made().path("service_client_secret")
                                        .asText()
                                        .getBytes(StandardCharsets.UTF_8));

        assertThat(made().path("service_clients").asText())
                .isEqualTo("order-service:" + HexFormat.of().formatHex(digest));
    }

    @Test
    void anotherDeploymentLeavesThemAlone() throws Exception {
        step.handleRequest(Map.of());
        JsonNode first = made();

        step.handleRequest(Map.of());

        assertThat(made()).isEqualTo(first);
    }

    @Test
    void aDeploymentThatForgotSomethingIsToldWhat() {
        assertThatThrownBy(() ->
                        new MakeKeys(new Surroundings(Map.of()), vault).handleRequest(Map.of()))
                .hasMessageContaining("SECRET_ID");
    }

    private JsonNode made() throws Exception {
        return new ObjectMapper().readTree(vault.read("shop").orElseThrow());
    }
}
