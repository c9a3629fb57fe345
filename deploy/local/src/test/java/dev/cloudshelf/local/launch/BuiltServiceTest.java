package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which build of a service a run takes, in a checkout of empty files. */
class BuiltServiceTest {

    private static final String POSTGRES = "io.vertx.vertx-pg-client-4.jar";
    private static final String DYNAMODB = "software.amazon.awssdk.dynamodb-2.jar";

    @TempDir private Path root;

    @BeforeEach
    void aHybridBuild() throws IOException {
        build("catalog-service/target", POSTGRES);
        build("cart-service/target", DYNAMODB);
        build("account-service/target", POSTGRES);
        build("order-service/target", POSTGRES);
        Files.createDirectories(root.resolve("order-service/src/main/store-dynamodb"));
    }

    @Test
    void aHybridRunTakesTheUsualBuilds() {
        List<BuiltService> services = BuiltService.all(settings("hybrid"));

        assertThat(services).allMatch(service -> service.target().equals("target"));
        assertThat(services.getLast().usesPostgres()).isTrue();
        assertThat(Topology.ports(services)).contains(Port.POSTGRES, Port.DYNAMODB, Port.ORDER);
    }

    @Test
    void inPhaseOneAServiceWithTwoStoresIsTakenAsItIsBuiltForDynamoDb() throws IOException {
        assertThatThrownBy(() -> BuiltService.all(settings("1")))
                .hasMessageContaining("order-service is not built")
                .hasMessageContaining("-Dcloudshelf.store=dynamodb");
        build("order-service/target/on-dynamodb", DYNAMODB);

        List<BuiltService> services = BuiltService.all(settings("1"));

        BuiltService order = services.getLast();
        assertThat(order.usesDynamoDb()).isTrue();
        assertThat(order.usesPostgres()).isFalse();
        assertThat(order.store()).isEqualTo("order-service on DynamoDB");
        assertThat(services.getFirst().usesPostgres()).isTrue();
        assertThat(Topology.ports(services)).contains(Port.POSTGRES);
    }

    @Test
    void whereNoServiceUsesPostgresNothingListensOnItsPort() throws IOException {
        build("order-service/target/on-dynamodb", DYNAMODB);
        List<BuiltService> services =
                BuiltService.all(settings("1")).stream()
                        .filter(service -> !service.usesPostgres())
                        .toList();

        assertThat(Topology.ports(services)).doesNotContain(Port.POSTGRES).contains(Port.DYNAMODB);
    }

    private Settings settings(String phase) {
        return Settings.of(root, List.of("--phase", phase), Map.of());
    }

    private void build(String target, String driver) throws IOException {
        Path application = root.resolve(target).resolve("quarkus-app");
        Files.createDirectories(application.resolve("lib/main"));
        Files.createFile(application.resolve("quarkus-run.jar"));
        Files.createFile(application.resolve("lib/main").resolve(driver));
    }
}
