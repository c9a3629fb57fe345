package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.embedded.PostgresServer;
import dev.cloudshelf.embedded.PrivateFolder;
import dev.cloudshelf.embedded.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {

    @TempDir private Path top;

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void madeFoldersAreTheirOwners() throws IOException {
        PrivateFolder.make(top.resolve("a/b"));

        assertThat(rights(top.resolve("a"))).isEqualTo("rwx------");
        assertThat(rights(top.resolve("a/b"))).isEqualTo("rwx------");
    }

    @Test
    void anOpenFolderIsClosedAndWhatIsAboveItIsLeftAlone() throws IOException {
        Path above = Files.createDirectory(top.resolve("above"));
        Path open = Files.createDirectory(above.resolve("open"));
        Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        PrivateFolder.make(open);

        assertThat(rights(open)).isEqualTo("rwx------");
        assertThat(rights(above)).isEqualTo("rwxr-xr-x");
    }

    /** The library that unpacks them opens their folder to everybody, at each start. */
    @Test
    void programsOfPostgresCannotBeReplacedByOthers() throws IOException {
        Path working = PrivateFolder.make(ProjectFolder.working());
        Files.setPosixFilePermissions(working, PosixFilePermissions.fromString("rwxr-xr-x"));

        PostgresServer server = PostgresServer.temporary();
        server.close();

        assertThat(rights(working)).isEqualTo("rwx------");
        assertThat(rights(working.resolve("postgres-binaries"))).isEqualTo("rwx------");
    }
}
