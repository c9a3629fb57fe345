package dev.cloudshelf.systemtests.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Data folders of clouds, below target: what an earlier run left is there to be looked into until
 * the next.
 */
public final class Folders {

    private Folders() {}

    /** Where the output of a cloud is written. */
    public static Path screen(String name) {
        return clouds().resolve(name + ".log");
    }

    /**
     * @return an absolute path at which nothing is
     */
    public static Path fresh(String name) throws IOException {
        Path folder = clouds().resolve(name);
        delete(folder);
        return folder;
    }

    /** With everything in it, if it is there. */
    public static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path path : deepestFirst(folder)) {
                Files.delete(path);
            }
        }
    }

    /** The files in a folder, if it is there, and not the folder itself. */
    public static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path path : deepestFirst(folder)) {
                if (Files.isRegularFile(path)) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private static List<Path> deepestFirst(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static Path clouds() {
        return Project.root().resolve("system-tests/target/clouds");
    }
}
