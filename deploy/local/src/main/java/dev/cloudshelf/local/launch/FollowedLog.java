package dev.cloudshelf.local.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A log that is read while it is written. */
final class FollowedLog {

    private static final int READ_MAX_BYTES = 1 << 20;

    private final Path file;
    private long position;

    /** Begins at the log's present end. */
    FollowedLog(Path file) {
        this.file = file;
        this.position = file.toFile().length();
    }

    Path file() {
        return file;
    }

    List<String> tail(int lines) {
        return new LogFile(file).tail(lines);
    }

    /**
     * @return the whole lines that have come since
     */
    List<String> more() {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < position) {
                // It was begun anew.
                position = 0;
            }
            byte[] bytes = new byte[(int) Math.min(in.length() - position, READ_MAX_BYTES)];
            in.seek(position);
            in.readFully(bytes);
            int end = endOfLastLine(bytes);
            position += end;
            return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static int endOfLastLine(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
