package dev.cloudshelf.aws;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** The CDK for Java runs on Node.js; the two commands of the README need none. */
final class Node {

    private Node() {}

    /** Ends the test as skipped, in a sentence, where there is no Node.js. */
    static void require() {
        Assumptions.assumeTrue(
                isThere(),
                "The templates for AWS are not tested: the CDK needs Node.js 20 or newer, and there is"
                        + " no node on the PATH (apt-get install nodejs, or https://nodejs.org).");
    }

    private static boolean isThere() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }
}
