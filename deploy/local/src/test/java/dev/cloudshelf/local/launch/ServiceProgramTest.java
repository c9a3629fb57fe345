package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * When a service starts from a cache, in a module of empty files. That virtual machines take what
 * is made here is what the system tests show.
 */
class ServiceProgramTest {

    private static final List<String> OPTIONS = List.of("-Xmx64m");
    private static final String APPLICATION = "quarkus-app/app/cart-service.jar";
    private static final String LIBRARY = "quarkus-app/lib/main/vertx.jar";
    private static final String GENERATED = "quarkus-app/quarkus/generated-bytecode.jar";
    private static final String TRANSFORMED = "quarkus-app/quarkus/transformed-bytecode.jar";

    @TempDir private Path module;

    @BeforeEach
    void aBuild() throws IOException {
        for (String jar : List.of(APPLICATION, LIBRARY, GENERATED, TRANSFORMED)) {
            Path file = target(jar);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Add-Opens", "java.base/java.lang");
        try (OutputStream file = Files.newOutputStream(target("quarkus-app/quarkus-run.jar"))) {
            new JarOutputStream(file, manifest).close();
        }
    }

    @Test
    void withoutACacheItRunsAsItWasBuilt() throws IOException {
        assertThat(program().hasCache()).isFalse();
        assertThat(program().quickest())
                .isEqualTo(program().asBuilt())
                .containsExactly(
                        "-Xmx64m", "-jar", target("quarkus-app/quarkus-run.jar").toString());
    }

    @Test
    void withOneItRunsFromThat() throws IOException {
        keepCache();

        assertThat(program().hasCache()).isTrue();
        List<String> arguments = program().quickest();
        assertThat(arguments).startsWith("-Xmx64m").endsWith("-jar", arguments.getLast());
        assertThat(arguments.getLast()).endsWith("/cart-service.jar");
        Path cache = Path.of(arguments.getLast().replace(".jar", ".aot"));
        assertThat(arguments).contains("-XX:AOTCache=" + cache);
        assertThat(cache).hasContent("a cache");
    }

    @Test
    void itsClassesAreOnOneClassPathThoseFirstThatQuarkusChanged() throws IOException {
        List<String> recording = program().recording(module.resolve("notes"));

        assertThat(recording).contains("-XX:AOTConfiguration=" + module.resolve("notes"));
        try (JarFile jar = new JarFile(recording.getLast())) {
            Attributes main = jar.getManifest().getMainAttributes();
            assertThat(main.getValue(Attributes.Name.CLASS_PATH).split(" "))
                    .containsExactly(
                            "../../" + TRANSFORMED,
                            "../../" + GENERATED,
                            "../../" + APPLICATION,
                            "../../" + LIBRARY);
            assertThat(main.getValue("Add-Opens")).isEqualTo("java.base/java.lang");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {APPLICATION, LIBRARY, GENERATED, TRANSFORMED})
    void aCacheIsGoodForOneBuild(String rebuilt) throws IOException {
        keepCache();
        Files.setLastModifiedTime(target(rebuilt), FileTime.from(Instant.EPOCH));

        assertThat(program().hasCache()).isFalse();
        assertThat(program().quickest()).isEqualTo(program().asBuilt());
    }

    @Test
    void aCacheIsGoodForOneSetOfOptions() throws IOException {
        keepCache();

        assertThat(program(List.of("-Xmx96m")).hasCache()).isFalse();
    }

    @Test
    void itsClassPathIsWrittenOnceForTheCachesOfAllThatRecordIt() throws IOException {
        Path classPath = Path.of(program().recording(module.resolve("notes")).getLast());
        Files.setLastModifiedTime(classPath, FileTime.from(Instant.EPOCH));
        program().recording(module.resolve("other notes"));

        assertThat(Files.getLastModifiedTime(classPath).toInstant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void cachesOfEarlierBuildsAndOfRunsThatDiedGo() throws IOException {
        keepCache();
        Files.setLastModifiedTime(target(LIBRARY), FileTime.from(Instant.EPOCH));
        program().recording(module.resolve("notes"));
        Files.writeString(program().unfinished().resolveSibling("unfinished-1.aot"), "half");
        keepCache();

        try (var files = Files.walk(target("quick-start"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("cart-service.jar", "cart-service.aot");
        }
        assertThat(program().hasCache()).isTrue();
    }

    private void keepCache() throws IOException {
        program().recording(module.resolve("notes"));
        program().keep(Files.writeString(program().unfinished(), "a cache"));
    }

    private ServiceProgram program() {
        return program(OPTIONS);
    }

    private ServiceProgram program(List<String> options) {
        return new ServiceProgram(new BuiltService(Port.CART, "cart", module, "target"), options);
    }

    private Path target(String file) {
        return module.resolve("target").resolve(file);
    }
}
