package dev.cloudshelf.systemtests.cloud;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that is tested. */
public final class Project {

    private Project() {}

    /**
     * @return the folder with {@code ./cloudshelf} in it
     */
    public static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("cloudshelf"))
                    && Files.isDirectory(at.resolve("system-tests"))) {
                return at;
            }
        }
        throw new IllegalStateException("Start this from inside a CloudShelf checkout");
    }

    /** What an operator would type. */
    public static Path frontDoor() {
        return root().resolve("cloudshelf");
    }

    /** The shared API definition. */
    public static Path definition() {
        return root().resolve("deploy/openapi/cloudshelf.yaml");
    }

    /** A service's own API definition, internal operations included, as its build has left it. */
    public static Path definition(Service service) {
        return root().resolve(service.fullName()).resolve("target/openapi/openapi.json");
    }
}
