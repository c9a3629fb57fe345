package dev.cloudshelf.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
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
    void clientsSignInWithWhatAccountServiceKnowsTheDigestOf() throws Exception {
        step.handleRequest(Map.of());

        assertThat(made().path("service_clients").asText())
                .isEqualTo(
                        "order-service:%s:carts+stock+accounts.read,admin-cli:%s:accounts.create"
                                .formatted(
                                        sha256(made().path("service_client_secret").asText()),
                                        sha256(made().path("admin_client_secret").asText())));
    }

    @Test
    void keysOfDigestsAndSecondFactorsAreMade() throws Exception {
        step.handleRequest(Map.of());

        assertThat(Base64.getUrlDecoder().decode(made().path("security_log_key").asText()))
                .hasSize(32);
        assertThat(Base64.getDecoder().decode(made().path("second_factor_key").asText()))
                .hasSize(32);
    }

    @Test
    void anotherDeploymentLeavesThemAlone() throws Exception {
        step.handleRequest(Map.of());
        String first = vault.read("shop").orElseThrow();

        assertThat(step.handleRequest(Map.of())).isEqualTo("The keys are there.");

        assertThat(vault.read("shop")).contains(first);
    }

    @Test
    void secretOfAnEarlierReleaseIsCompleted() throws Exception {
        String digest = sha256("secret");
        vault.write(
                "shop",
                """
                {"signing_keys": "{\\"keys\\":[]}", "service_client_secret": "secret",
                 "service_clients": "order-service:%s", "note": "of the owner"}
                """
                        .formatted(digest));

        assertThat(step.handleRequest(Map.of())).isEqualTo("Missing keys were added.");

        assertThat(made().path("signing_keys").asText()).isEqualTo("{\"keys\":[]}");
        assertThat(made().path("service_client_secret").asText()).isEqualTo("secret");
        assertThat(made().path("note").asText()).isEqualTo("of the owner");
        assertThat(made().path("security_log_key").asText()).isNotEmpty();
        assertThat(made().path("second_factor_key").asText()).isNotEmpty();
        assertThat(made().path("service_clients").asText())
                .startsWith("order-service:" + digest + ":carts+stock+accounts.read,admin-cli:");
    }

    @Test
    void clientOfTheOwnersKeepsItsScopes() throws Exception {
        vault.write("shop", "{\"service_clients\": \"warehouse:00:stock,order-service:11\"}");

        step.handleRequest(Map.of());

        assertThat(made().path("service_clients").asText())
                .startsWith("warehouse:00:stock,order-service:11:carts+stock+accounts.read,");
    }

    @Test
    void clientWhoseRightsNobodyKnowsFailsTheDeployment() {
        vault.write("shop", "{\"service_clients\": \"warehouse:00,order-service:11\"}");
        String before = vault.read("shop").orElseThrow();

        assertThatThrownBy(() -> step.handleRequest(Map.of()))
                .hasMessageContaining("warehouse has no scopes");
        assertThat(vault.read("shop")).contains(before);
    }

    @Test
    void brokenSecretIsNotQuoted() {
        vault.write("shop", "{\"signing_keys\": \"private\"");
        assertThatThrownBy(() -> step.handleRequest(Map.of()))
                .hasMessage("The shop's secret is not a JSON object")
                .hasNoCause();

        vault.write("shop", "{\"service_clients\": \"private\"}");
        assertThatThrownBy(() -> step.handleRequest(Map.of()))
                .hasMessageNotContaining("private")
                .hasNoCause();
    }

    @Test
    void aDeploymentThatForgotSomethingIsToldWhat() {
        assertThatThrownBy(() ->
                        new MakeKeys(new Surroundings(Map.of()), vault).handleRequest(Map.of()))
                .hasMessageContaining("SECRET_ID");
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode made() throws Exception {
        return new ObjectMapper().readTree(vault.read("shop").orElseThrow());
    }
}
