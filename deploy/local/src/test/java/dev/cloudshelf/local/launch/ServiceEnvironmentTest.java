package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEnvironmentTest {

    @TempDir private Path root;

    private final Map<Port, Map<String, String>> told = new HashMap<>();
    private final List<String> clients = new ArrayList<>();

    @BeforeEach
    void tell() throws Exception {
        for (String service : List.of("catalog", "cart", "account", "order")) {
            Path module = root.resolve(service + "-service");
            Files.createDirectories(module.resolve("target/quarkus-app/lib/main"));
            Files.createFile(module.resolve("target/quarkus-app/quarkus-run.jar"));
        }
        Settings settings = Settings.of(root, List.of(), Map.of());
        Files.createDirectories(settings.data());
        ServiceEnvironment environment =
                new ServiceEnvironment(settings, Secrets.in(settings.data()));
        for (BuiltService service : BuiltService.all(settings)) {
            told.put(service.port(), environment.of(service));
        }
        clients.addAll(List.of(of(Port.ACCOUNT, "CLOUDSHELF_SERVICE_CLIENTS").split(",", -1)));
    }

    private String of(Port port, String variable) {
        return told.getOrDefault(port, Map.of()).getOrDefault(variable, "");
    }

    @Test
    void eachClientMayDoWhatItNeeds() {
        assertThat(clients)
                .satisfiesExactlyInAnyOrder(
                        client ->
                                assertThat(client)
                                        .matches(
                                                "order-service:[0-9a-f]{64}:carts\\+stock\\+accounts\\.read"),
                        client ->
                                assertThat(client)
                                        .matches("launcher:[0-9a-f]{64}:accounts\\.create"));
        String secret = of(Port.ORDER, "CLOUDSHELF_SERVICE_CLIENT_SECRET");
        assertThat(clients)
                .anyMatch(client ->
                        client.startsWith("order-service:" + Secrets.sha256(secret) + ":"));
    }

    @Test
    void allServicesWriteTheSameDigestOfAnAddress() {
        assertThat(told.keySet())
                .extracting(port -> of(port, "CLOUDSHELF_SECURITY_LOG_KEY"))
                .hasSize(4)
                .doesNotContain("")
                .containsOnly(of(Port.CART, "CLOUDSHELF_SECURITY_LOG_KEY"));
    }

    @Test
    void onlyAccountServiceKnowsTheKeyOfSecondFactors() {
        byte[] key = Base64.getDecoder().decode(of(Port.ACCOUNT, "CLOUDSHELF_SECOND_FACTOR_KEY"));

        assertThat(key).hasSize(32);
        for (Port port : List.of(Port.CATALOG, Port.CART, Port.ORDER)) {
            assertThat(told.get(port)).doesNotContainKey("CLOUDSHELF_SECOND_FACTOR_KEY");
        }
    }

    @Test
    void everyServiceKnowsWhereTheOthersAre() {
        assertThat(of(Port.ACCOUNT, "CLOUDSHELF_CART_URL")).isEqualTo("http://127.0.0.1:8082");
        assertThat(of(Port.ACCOUNT, "CLOUDSHELF_ORDER_URL")).isEqualTo("http://127.0.0.1:8084");
        assertThat(of(Port.CATALOG, "CLOUDSHELF_ACCOUNT_URL")).isEqualTo("http://127.0.0.1:8083");
    }
}
