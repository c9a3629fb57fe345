package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.systemtests.cloud.Project;
import dev.cloudshelf.systemtests.cloud.Service;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is in the packages of functions for the JVM; a native one is a single file. */
@Tag("functions")
@EnabledIfEnvironmentVariable(named = "CLOUDSHELF_LAMBDA", matches = "jvm")
class FunctionPackageTest {

    private static final String POSTGRES = "/io.vertx.vertx-pg-client-";
    private static final String DYNAMODB = "/software.amazon.awssdk.dynamodb-";

    /** Lambda's, unpacked; both zip files of a function and its layers count together. */
    private static final long UNPACKED_BYTES_MAX = 250L * 1024 * 1024;

    @ParameterizedTest
    @EnumSource
    void aPackageHoldsOnlyItsServiceAndItsStore(Service service) throws IOException {
        List<String> names = names(service);
        String own = packageOf(service);

        assertThat(names).anyMatch(name -> name.startsWith(own));
        for (Service other : Service.values()) {
            if (other != service) {
                assertThat(names)
                        .noneMatch(name -> name.startsWith(packageOf(other)))
                        .noneMatch(name -> name.contains(other.fullName()));
            }
        }
        assertThat(names.stream().anyMatch(name -> name.contains(POSTGRES)))
                .isEqualTo(service != Service.CART);
        assertThat(names.stream().anyMatch(name -> name.contains(DYNAMODB)))
                .isEqualTo(service == Service.CART);
        assertThat(names)
                .noneMatch(name -> name.contains("testkit"))
                .noneMatch(name -> name.contains("embedded"))
                .noneMatch(name -> name.contains("flyway"));
    }

    @ParameterizedTest
    @EnumSource
    void aPackageFitsLambda(Service service) throws IOException {
        try (ZipFile zip = new ZipFile(file(service).toFile())) {
            assertThat(zip.stream().mapToLong(entry -> entry.getSize()).sum())
                    .isLessThan(UNPACKED_BYTES_MAX);
        }
    }

    /** Else each cold start makes an object for each of AWS's services before its first call. */
    @Test
    void theSdkIsAskedOfNoServiceButTheOneThatIsCalled() throws IOException {
        String theirs = "software/amazon/awssdk/regions/GeneratedServiceMetadataProvider.class";
        List<String> holders = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file(Service.CART).toFile())) {
            for (ZipEntry jar : Collections.list(zip.entries())) {
                if (jar.getName().endsWith(".jar") && holds(zip.getInputStream(jar), theirs)) {
                    holders.add(jar.getName());
                }
            }
        }

        assertThat(holders).hasSize(1).allMatch(jar -> jar.contains("cloudshelf-kernel-dynamodb"));
    }

    private static boolean holds(InputStream jar, String name) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(jar)) {
            for (ZipEntry entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static List<String> names(Service service) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file(service).toFile())) {
            zip.stream().forEach(entry -> names.add(entry.getName()));
        }
        return names;
    }

    private static Path file(Service service) {
        return Project.root()
                .resolve(service.fullName())
                .resolve("target/function-jvm/function.zip");
    }

    private static String packageOf(Service service) {
        return "dev/cloudshelf/%s/".formatted(service.fullName().replace("-service", ""));
    }
}
