package dev.cloudshelf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whether a native executable would know what Java looks up by name. It looks at what Quarkus
 * prepares for GraalVM, which Maven's profile {@code native-check} has made before it runs this; no
 * other run does.
 */
@Tag("native-image")
public abstract class NativeReadiness {

    private static final String REFLECTION = "META-INF/native-image/reflect-config.json";
    private static final String OURS = "dev.cloudshelf.";

    private final String service;

    /**
     * @param service the service's root package, such as {@code dev.cloudshelf.catalog}
     */
    protected NativeReadiness(String service) {
        this.service = service;
    }

    /** Else it is written as {}, and refused or read as nothing, and in the executable only. */
    @Test
    void everyTypeThatJsonReadsOrWritesIsRegistered() throws IOException {
        JavaClasses code =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(service, "dev.cloudshelf.kernel");
        Set<String> needed = new TreeSet<>();
        code.stream().filter(NativeReadiness::isOfJson).forEach(type -> add(type, needed));

        assertThat(needed).as("types of JSON").isNotEmpty();
        assertThat(registered()).as("types that a native executable knows").containsAll(needed);
    }

    /** A function has 512 MB, and without a bound would take what it likes of them. */
    @Test
    void theHeapIsBound() throws IOException {
        assertThat(Files.readString(nativeSources().resolve("native-image.args")))
                .contains("-R:MaxHeapSize=64m");
    }

    private static boolean isOfJson(JavaClass type) {
        return (type.isRecord() && type.getSimpleName().endsWith("Json"))
                || type.isAssignableTo(JsonSerializer.class)
                || type.isAssignableTo(JsonDeserializer.class)
                || type.getAnnotations().stream()
                        .anyMatch(annotation ->
                                annotation
                                        .getRawType()
                                        .getPackageName()
                                        .startsWith("com.fasterxml.jackson"));
    }

    /** With the records that it has as fields, however deep in lists and maps. */
    private static void add(JavaClass type, Set<String> needed) {
        if (!needed.add(type.getName())) {
            return;
        }
        for (JavaField field : type.getFields()) {
            field.getType().getAllInvolvedRawTypes().stream()
                    .filter(part -> part.isRecord() && part.getName().startsWith(OURS))
                    .forEach(part -> add(part, needed));
        }
    }

    private Set<String> registered() throws IOException {
        Set<String> names = new HashSet<>();
        try (JarFile jar = new JarFile(preparedJar().toFile())) {
            ZipEntry entry = jar.getEntry(REFLECTION);
            assertThat(entry).as(REFLECTION).isNotNull();
            try (InputStream content = jar.getInputStream(entry)) {
                for (JsonNode type : new ObjectMapper().readTree(content)) {
                    if (type.path("allDeclaredConstructors").asBoolean()
                            && type.path("allDeclaredMethods").asBoolean()) {
                        names.add(type.path("name").asText());
                    }
                }
            }
        }
        return names;
    }

    private Path preparedJar() throws IOException {
        try (Stream<Path> files = Files.walk(nativeSources())) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No prepared jar"));
        }
    }

    /** What Quarkus has put beside the tests of the build that is running. */
    private Path nativeSources() {
        Path sources = buildFolder().resolve("native-sources");
        assertThat(sources).as("made by mvn verify -Pnative-check").isDirectory();
        return sources;
    }

    private Path buildFolder() {
        try {
            return Path.of(getClass().getProtectionDomain().getCodeSource().getLocation().toURI())
                    .resolveSibling("");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
