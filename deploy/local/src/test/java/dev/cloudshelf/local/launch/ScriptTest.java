package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The front door, in an empty checkout of its own. */
class ScriptTest {

    private static final Path SCRIPT = Path.of("../../cloudshelf").toAbsolutePath().normalize();

    @TempDir private Path root;

    private record Result(int exitCode, String text) {}

    @BeforeEach
    void copyTheScript() throws IOException {
        copy("");
    }

    /**
     * @param changes as for sed
     */
    private void copy(String changes) throws IOException {
        String script = Files.readString(SCRIPT);
        for (String change : changes.lines().toList()) {
            List<String> parts = List.of(change.split("=>", -1));
            assertThat(script).contains(parts.getFirst());
            script = script.replace(parts.getFirst(), parts.getLast());
        }
        Path copy = Files.writeString(root.resolve("cloudshelf"), script);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(root.resolve("cloudshelf").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), text);
    }

    private Result run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    /** A PATH on which there are the commands that the script uses, and no Maven. */
    private String pathWithoutMaven() throws IOException {
        Path folder = Files.createTempDirectory(root, "bin");
        for (String name :
                List.of("bash", "dirname", "readlink", "sed", "mkdir", "chmod", "rm", "head")) {
            Path command = folder.resolve(name);
            Files.writeString(command, "#!/bin/sh\nexec /usr/bin/%s \"$@\"\n".formatted(name));
            Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return folder.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void helpSaysWhatThereIs(String word) throws Exception {
        assertThat(run(word).exitCode()).isZero();
        assertThat(run(word).text())
                .contains(
                        "up [--fresh]",
                        "status",
                        "logs",
                        "down",
                        "import FILE",
                        "test",
                        "bench",
                        "chaos");
    }

    @Test
    void withoutACommandItHelps() throws Exception {
        assertThat(run()).isEqualTo(run("help"));
    }

    @Test
    void anUnknownCommandIsRefused() throws Exception {
        Result result = run("fly");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.text()).startsWith("There is no command \"fly\".").contains("Usage:");
    }

    @Test
    void aMissingJdkIsOneSentence() throws Exception {
        copy("java_min=25=>java_min=99");

        Result result = run("up");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text())
                .startsWith("CloudShelf needs a JDK 99")
                .contains("adoptium.net", "apt-get install openjdk-99-jdk")
                .hasLineCount(1);
    }

    @Test
    void whatACommandKeepsIsItsOwners() throws Exception {
        Path working = Files.createDirectories(root.resolve(".cloudshelf/logs")).getParent();
        Files.setPosixFilePermissions(working, PosixFilePermissions.fromString("rwxrwxrwx"));

        run(Map.of("PATH", pathWithoutMaven()), "up");

        for (String folder : List.of(".cloudshelf", ".cloudshelf/logs")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(root.resolve(folder))))
                    .as(folder)
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aMissingMavenIsOneSentence() throws Exception {
        Result result = run(Map.of("PATH", pathWithoutMaven()), "test");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("apt-get install maven").hasLineCount(1);
    }

    @Test
    void anOldMavenIsOneSentence() throws Exception {
        copy("maven_min=3.8.7=>maven_min=99.0");

        Result result = run("test");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("Maven 99.0 or newer, and this is").hasLineCount(1);
    }

    @Test
    void aFullDiskIsOneSentenceBeforeABuild() throws Exception {
        copy("build_disk_mb=1500=>build_disk_mb=999999999");

        Result result = run("up");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("a build needs 999999999 MB").hasLineCount(1);
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneSentence() throws Exception {
        Files.writeString(root.resolve(".cloudshelf"), "in the way");

        Result result = run("up");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("You may not write to").hasLineCount(1);
    }

    @Test
    void whereNothingIsBuiltNothingRuns() throws Exception {
        assertThat(run("status")).extracting(Result::exitCode).isEqualTo(1);
        assertThat(run("down")).extracting(Result::exitCode).isEqualTo(0);
        assertThat(run("down").text()).contains("has not been built, so nothing runs");
    }

    @Test
    void devWantsAService() throws Exception {
        Result result = run("dev", "shop");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.text()).contains("Which service? catalog-service");
    }

    @Test
    void theScriptIsProperBash() throws Exception {
        Process check = new ProcessBuilder("bash", "-n", SCRIPT.toString()).inheritIO().start();

        assertThat(check.waitFor()).isZero();
    }

    @Test
    void aNativePackageSaysWhatItNeeds() throws Exception {
        Path noGraal = Files.createDirectory(root.resolve("no-graal"));

        Result result =
                run(
                        Map.of("GRAALVM_HOME", noGraal.toString()),
                        "package",
                        "--native",
                        "cart-service");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text())
                .contains("no bin/native-image in it")
                .contains(noGraal.toString());
    }

    @Test
    void aNativePackageNeedsAGraalVmOrAContainerEngine() throws Exception {
        copy("for engine in docker podman=>for engine in no-such-engine");

        Result result = run(Map.of("GRAALVM_HOME", ""), "package", "--native", "cart-service");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("GRAALVM_HOME, or Docker, or Podman");
    }

    @Test
    void aPackageIsOfAService() throws Exception {
        Result result = run("package", "storefront");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("Which service?", "cart-service");
    }
}
