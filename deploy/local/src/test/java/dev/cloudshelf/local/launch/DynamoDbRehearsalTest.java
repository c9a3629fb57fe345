package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.embedded.CacheMakers;
import dev.cloudshelf.embedded.DynamoDbRehearsal;
import dev.cloudshelf.embedded.DynamoDbServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamoDbRehearsalTest {

    @Test
    void leavesWhatDynamoDbLocalStartsFrom(@TempDir Path folder) throws Exception {
        DynamoDbRehearsal rehearsal = new DynamoDbRehearsal();
        rehearsal.play(new CacheMakers(), folder.resolve("rehearsal.log"));

        assertThat(rehearsal.isDue()).isFalse();
        Path log = folder.resolve("dynamodb.log");
        try (DynamoDbServer server =
                DynamoDbServer.persistent(folder.resolve("data"), FreePorts.any(), log)) {
            assertThat(server.process().info().commandLine().orElseThrow())
                    .contains("-XX:AOTCache=");
        }
        // The virtual machine says so when it cannot use a cache, and goes on without.
        assertThat(Files.readString(log)).contains("DynamoDB Local").doesNotContain("[aot");
    }
}
