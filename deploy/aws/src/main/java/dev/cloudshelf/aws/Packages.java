package dev.cloudshelf.aws;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where what runs on Lambda has been built. */
interface Packages {

    /** A service's function, a zip file or a folder. */
    Path of(Service service);

    /** A folder with what a deployment runs before traffic moves: migrations and keys. */
    Path steps();

    /** What {@code ./cloudshelf package} has left in a checkout. */
    static Packages builtIn(Path root) {
        return new Packages() {
            @Override
            public Path of(Service service) {
                return built(
                        root.resolve(service.module()).resolve("target/function.zip"),
                        "./cloudshelf package " + service.module());
            }

            @Override
            public Path steps() {
                return built(
                        root.resolve("deploy/steps/target/function"),
                        "mvn package -pl deploy/steps -am");
            }
        };
    }

    private static Path built(Path result, String command) {
        if (!Files.exists(result)) {
            throw new Refusal("There is no %s: build it with %s.".formatted(result, command));
        }
        return result;
    }
}
