package dev.cloudshelf.local.launch;

import dev.cloudshelf.local.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service as its build has left it. Which store it is built for shows in the drivers that are
 * packaged with it.
 *
 * @param module its folder
 * @param target the folder of the build, in the module's
 */
record BuiltService(Port port, String schema, Path module, String target) {

    /** Where a service that has two stores is built for DynamoDB, beside its usual build. */
    private static final String ON_DYNAMODB = "target/on-dynamodb";

    /**
     * @throws Refusal when one is missing
     */
    static List<BuiltService> all(Settings settings) {
        List<BuiltService> all =
                List.of(
                        of(settings, Port.CATALOG, "catalog"),
                        of(settings, Port.CART, "cart"),
                        of(settings, Port.ACCOUNT, "account"),
                        of(settings, Port.ORDER, "orders"));
        all.forEach(BuiltService::requireBuilt);
        settings.functions()
                .ifPresent(form -> all.forEach(service -> service.requireFunction(form)));
        return all;
    }

    private static BuiltService of(Settings settings, Port port, String schema) {
        Path module = settings.root().resolve(port.purpose());
        boolean hasTwoStores = Files.isDirectory(module.resolve("src/main/store-dynamodb"));
        return new BuiltService(
                port,
                schema,
                module,
                settings.phase() == Phase.ONE && hasTwoStores ? ON_DYNAMODB : "target");
    }

    String name() {
        return port.purpose();
    }

    Path application() {
        return module.resolve(target).resolve("quarkus-app");
    }

    /**
     * @param form jvm or native
     */
    Path function(String form) {
        return module.resolve(target).resolve("function-" + form).resolve("function.zip");
    }

    private void requireFunction(String form) {
        if (!Files.isRegularFile(function(form))) {
            throw Refusal.failed(
                    "%s is not packaged as a function: run ./cloudshelf package%s%s %s."
                            .formatted(
                                    name(),
                                    form.equals("native") ? " --native" : "",
                                    target.equals(ON_DYNAMODB) ? " --phase 1" : "",
                                    name()));
        }
    }

    private void requireBuilt() {
        if (!Files.isRegularFile(application().resolve("quarkus-run.jar"))) {
            throw Refusal.failed(
                    "%s is not built: run mvn -q install -DskipTests -am -pl %s%s."
                            .formatted(
                                    name(),
                                    name(),
                                    target.equals(ON_DYNAMODB)
                                            ? " -Dcloudshelf.store=dynamodb"
                                            : ""));
        }
    }

    boolean usesPostgres() {
        return isPackaged("vertx-pg-client");
    }

    boolean usesDynamoDb() {
        return isPackaged("software.amazon.awssdk.dynamodb");
    }

    private boolean isPackaged(String library) {
        try (Stream<Path> jars = Files.list(application().resolve("lib/main"))) {
            return jars.anyMatch(jar -> jar.getFileName().toString().contains(library));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into " + application(), e);
        }
    }

    /** Where its data is: the same service built for another store finds nothing there. */
    String store() {
        return name() + (usesPostgres() ? " on PostgreSQL" : " on DynamoDB");
    }

    Path migrations() {
        return module.resolve("src/main/resources/db/migration");
    }

    Path tables() {
        return module.resolve("src/main/resources/db/dynamodb");
    }

    /** The name of the secret that is its role's password. */
    String schemaSecret() {
        return "postgres." + schema;
    }
}
