package dev.cloudshelf.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the stacks read of this checkout, and packages that stand in for the built ones. */
final class Checkout {

    static final Path ROOT = Path.of(System.getProperty("cloudshelf.root")).toAbsolutePath();

    private final Path folder;

    private Checkout(Path folder) {
        this.folder = folder;
    }

    /** A service that has no tables yet gets one, so that phase 1 can be looked at. */
    static Checkout make() {
        try {
            Checkout checkout =
                    new Checkout(
                            Files.createTempDirectory(
                                    Files.createDirectories(ROOT.resolve("deploy/aws/target")),
                                    "synth"));
            checkout.copy("deploy/openapi/cloudshelf.yaml");
            for (Service service : Service.values()) {
                checkout.copy(service.module() + "/src/main/resources/db");
                Path tables = service.tableDefinitions(checkout.folder);
                if (!Files.exists(tables)) {
                    Files.createDirectories(tables);
                    Files.writeString(tables.resolve("sample.json"), sampleTable(service));
                }
                write(checkout.function(service).resolve("bootstrap"));
            }
            write(checkout.packages().steps().resolve("lib/steps.jar"));
            return checkout;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return folder;
    }

    Packages packages() {
        return new Packages() {
            @Override
            public Path of(Service service, Settings settings) {
                return function(service);
            }

            @Override
            public Path steps() {
                return folder.resolve("packages/steps");
            }
        };
    }

    private Path function(Service service) {
        return folder.resolve("packages").resolve(service.module());
    }

    private void copy(String what) throws IOException {
        Path from = ROOT.resolve(what);
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(ROOT.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private static String sampleTable(Service service) {
        return """
        {
          "TableName": "cloudshelf-sample-of-%s",
          "BillingMode": "PAY_PER_REQUEST",
          "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
          "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]
        }
        """
                .formatted(service.shortName());
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "stands in for what is built");
    }
}
