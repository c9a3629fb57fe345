package dev.cloudshelf.aws;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where what runs on Lambda has been built. */
interface Packages {

    /** A service's function with the store of the phase, a zip file or a folder. */
    Path of(Service service, Settings settings);

    /** A folder with what a deployment runs before traffic moves: migrations and keys. */
    Path steps();

    /** What {@code ./cloudshelf package} has left in a checkout. */
    static Packages builtIn(Path root) {
        return new Packages() {
            @Override
            public Path of(Service service, Settings settings) {
                Path module = root.resolve(service.module());
                return built(
                        module.resolve(folder(module, settings.phase()))
                                .resolve(settings.jvm() ? "function-jvm" : "function-native")
                                .resolve("function.zip"),
                        "./cloudshelf package%s%s %s"
                                .formatted(
                                        settings.jvm() ? "" : " --native",
                                        settings.phase().hasDatabase() ? "" : " --phase 1",
                                        service.module()));
            }

            @Override
            public Path steps() {
                return built(
                        root.resolve("deploy/steps/target/function"),
                        "mvn package -pl deploy/steps -am");
            }
        };
    }

    /** A service with two stores is built in a folder for each. */
    private static String folder(Path module, Phase phase) {
        return !phase.hasDatabase() && Files.exists(module.resolve("src/main/store-dynamodb"))
                ? "target/on-dynamodb"
                : "target";
    }

    private static Path built(Path result, String command) {
        if (!Files.exists(result)) {
            throw new Refusal("There is no %s: build it with %s.".formatted(result, command));
        }
        return result;
    }
}
