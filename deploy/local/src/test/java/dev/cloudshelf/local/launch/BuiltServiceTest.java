package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which build of a service a run takes, in a checkout of empty files. */
class BuiltServiceTest {

    private static final String POSTGRES = "io.vertx.vertx-pg-client-4.jar";
    private static final String DYNAMODB = "software.amazon.awssdk.dynamodb-2.jar";

    private static final List<String> TWO_STORES =
            List.of("catalog-service", "account-service", "order-service");

    @TempDir private Path root;

    @BeforeEach
    void aHybridBuild() throws IOException {
        build("catalog-service/target", POSTGRES);
        build("cart-service/target", DYNAMODB);
        build("account-service/target", POSTGRES);
        build("order-service/target", POSTGRES);
        for (String service : TWO_STORES) {
            Files.createDirectories(root.resolve(service).resolve("src/main/store-dynamodb"));
        }
    }

    @Test
    void aHybridRunTakesTheUsualBuilds() {
        List<BuiltService> services = BuiltService.all(settings("hybrid"));

        assertThat(services).allMatch(service -> service.target().equals("target"));
        assertThat(services.getLast().usesPostgres()).isTrue();
        assertThat(Topology.ports(services)).contains(Port.POSTGRES, Port.DYNAMODB, Port.ORDER);
    }

    @Test
    void inPhaseOneServicesWithTwoStoresAreTakenAsTheyAreBuiltForDynamoDb() throws IOException {
        build("catalog-service/target/on-dynamodb", DYNAMODB);
        build("account-service/target/on-dynamodb", DYNAMODB);
        assertThatThrownBy(() -> BuiltService.all(settings("1")))
                .hasMessageContaining("order-service is not built")
                .hasMessageContaining("-Dcloudshelf.store=dynamodb");
        build("order-service/target/on-dynamodb", DYNAMODB);

        List<BuiltService> services = BuiltService.all(settings("1"));

        assertThat(services)
                .extracting(BuiltService::target)
                .containsExactly(
                        "target/on-dynamodb", "target", "target/on-dynamodb", "target/on-dynamodb");
        assertThat(services).allMatch(BuiltService::usesDynamoDb);
        assertThat(services.getLast().store()).isEqualTo("order-service on DynamoDB");
    }

    @Test
    void inPhaseOneNoPostgresIsStartedAndNothingListensOnItsPort() throws IOException {
        for (String service : TWO_STORES) {
            build(service + "/target/on-dynamodb", DYNAMODB);
        }
        Settings settings = settings("1");
        List<BuiltService> services = BuiltService.all(settings);

        assertThat(Topology.ports(services))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(Port.POSTGRES)));
        try (HttpClient http = HttpClient.newHttpClient()) {
            Topology topology = new Topology(settings, Secrets.in(root), services, http);
            assertThat(topology.components())
                    .extracting(Component::name)
                    .containsExactly(
                            "DynamoDB Local",
                            "catalog-service",
                            "account-service",
                            "cart-service",
                            "order-service",
                            "gateway");
        }
    }

    private Settings settings(String phase) {
        return Settings.of(
                root, List.of("--phase", phase), Map.of("CLOUDSHELF_DATA", root.toString()));
    }

    private void build(String target, String driver) throws IOException {
        Path application = root.resolve(target).resolve("quarkus-app");
        Files.createDirectories(application.resolve("lib/main"));
        Files.createFile(application.resolve("quarkus-run.jar"));
        Files.createFile(application.resolve("lib/main").resolve(driver));
    }
}
