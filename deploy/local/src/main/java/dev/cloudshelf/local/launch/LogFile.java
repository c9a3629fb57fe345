package dev.cloudshelf.local.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What one process has said. The process itself writes the file, so that nothing it says gets lost.
 */
record LogFile(Path file) {

    private static final long SIZE_MAX_BYTES = 10L * 1024 * 1024;
    private static final int TAIL_BYTES = 16 * 1024;

    /**
     * @return the last lines; none when there is no file
     */
    List<String> tail(int lines) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, in.length() - TAIL_BYTES);
            in.seek(start);
            byte[] bytes = new byte[(int) (in.length() - start)];
            in.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException none) {
            return List.of();
        }
    }

    /**
     * Begins the file anew when it has grown large, keeping one older file beside it. It is emptied
     * in place: the process goes on appending to the file that it has open.
     */
    void rotate() {
        try {
            if (Files.size(file) < SIZE_MAX_BYTES) {
                return;
            }
            Files.copy(
                    file,
                    file.resolveSibling(file.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
        } catch (NoSuchFileException notYet) {
            // Its process has not begun.
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot rotate " + file, e);
        }
    }
}
