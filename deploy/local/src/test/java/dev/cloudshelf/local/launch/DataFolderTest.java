package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir private Path top;

    @Test
    void aNewFolderIsForItsOwnerOnly() throws IOException {
        Path folder = top.resolve("a/b/data");
        try (DataFolder data = new DataFolder(folder)) {
            data.prepare();
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void aFolderThatOthersCouldReadIsClosed() throws IOException {
        Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (DataFolder data = new DataFolder(top)) {
            data.prepare();
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(top)))
                .isEqualTo("rwx------");
    }

    @Test
    void somebodyElsesFolderIsLeftAlone() throws IOException {
        Files.writeString(top.resolve("thesis.txt"), "precious");
        try (DataFolder data = new DataFolder(top)) {
            assertThatThrownBy(data::prepare)
                    .hasMessageContaining("is not empty and not a data folder of CloudShelf");
        }
        assertThat(top.resolve("thesis.txt")).exists();
    }

    @Test
    void aFreshStartDeletesDataAndKeepsTheLock() throws IOException {
        try (DataFolder data = new DataFolder(top)) {
            data.prepare();
            assertThat(data.tryLock()).isTrue();
            Files.createDirectories(top.resolve("postgres/base"));
            Files.writeString(top.resolve("postgres/base/1"), "x");
            Files.writeString(top.resolve("secrets.properties"), "x");

            data.empty();

            try (Stream<Path> left = Files.list(top)) {
                assertThat(left.map(path -> path.getFileName().toString()))
                        .containsExactlyInAnyOrder("launcher.lock", "cloudshelf-data.txt");
            }
            data.prepare();
        }
    }

    @Test
    void onlyOneHoldsTheLock() {
        try (DataFolder first = new DataFolder(top);
                DataFolder second = new DataFolder(top)) {
            first.prepare();
            second.prepare();
            assertThat(first.tryLock()).isTrue();
            // Within one process the platform says it louder than between two.
            assertThatThrownBy(second::tryLock).isInstanceOf(OverlappingFileLockException.class);
        }
        try (DataFolder third = new DataFolder(top)) {
            assertThat(third.tryLock()).isTrue();
        }
    }

    @Test
    void whatTheDiskSaysBecomesASentence() {
        try (DataFolder data = new DataFolder(top)) {
            assertThat(data.refusal(failure("Read-only file system")))
                    .hasMessageContaining("read-only disk")
                    .hasMessageContaining("CLOUDSHELF_DATA");
            assertThat(data.refusal(failure("No space left on device")))
                    .hasMessageContaining("is full");
            assertThat(data.refusal(new AccessDeniedException("/x")))
                    .hasMessageContaining("You may not write to");
        }
    }

    @Test
    void aFileInTheWayIsSaid() throws IOException {
        Path file = Files.writeString(top.resolve("data"), "x");
        try (DataFolder data = new DataFolder(file)) {
            assertThatThrownBy(data::prepare).hasMessageContaining("is a file");
        }
    }

    private static IOException failure(String reason) {
        return new FileSystemException("/x", null, reason);
    }
}
