package dev.cloudshelf.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where this checkout is, found from wherever a tool was started in it. */
public final class ProjectFolder {

    private ProjectFolder() {}

    /**
     * @return the folder that holds the front door, {@code ./cloudshelf}
     */
    public static Path root() {
        return Optional.ofNullable(System.getProperty("cloudshelf.root"))
                .map(Path::of)
                .filter(ProjectFolder::isRoot)
                .orElseGet(ProjectFolder::searchUpwards);
    }

    /**
     * @return what tools write: data, logs, extracted binaries; ignored by git
     */
    public static Path working() {
        return root().resolve(".cloudshelf");
    }

    private static Path searchUpwards() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (isRoot(at)) {
                return at;
            }
        }
        throw new IllegalStateException("Start this from inside a CloudShelf checkout");
    }

    private static boolean isRoot(Path folder) {
        return Files.isRegularFile(folder.resolve("cloudshelf"))
                && Files.isDirectory(folder.resolve("kernel"));
    }
}
