package dev.cloudshelf.systemtests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What the figures depend on besides the code. Nothing that tells one machine from its twin. */
record Machine(String processor, int cores, long memoryGibibytes, String kernel, String java) {

    static Machine here() throws IOException {
        return new Machine(
                valueIn("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                Math.round(
                        Long.parseLong(
                                        valueIn("/proc/meminfo", "MemTotal")
                                                .orElseThrow()
                                                .replaceAll("\\D", ""))
                                / 1048576.0),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    private static Optional<String> valueIn(String file, String key) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        }
    }
}
