package dev.cloudshelf.local.launch;

import dev.cloudshelf.embedded.PrivateFolder;
import dev.cloudshelf.local.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that a run keeps everything in, and that only one run at a time may use. */
final class DataFolder implements AutoCloseable {

    /** A new cluster, DynamoDB Local, seed and logs take about 150 MB. */
    private static final long FREE_MIN_BYTES = 500L * 1024 * 1024;

    private static final String MARK = "cloudshelf-data.txt";
    private static final String LOCK = "launcher.lock";

    private final Path folder;
    private @Nullable FileChannel lock;

    DataFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder where it is missing and sees that a run fits in.
     *
     * @throws Refusal when it cannot be written, is too full, or is somebody else's
     */
    void prepare() {
        try {
            PrivateFolder.makeAround(folder);
            if (!Files.isDirectory(folder)) {
                PrivateFolder.makeMissing(folder);
            }
            requireOurs();
            PrivateFolder.close(folder);
            Files.writeString(
                    folder.resolve(MARK),
                    "CloudShelf keeps a local run here. --fresh deletes it.\n");
        } catch (IOException e) {
            throw refusal(e);
        }
        requireSpace();
    }

    private void requireOurs() throws IOException {
        boolean ours = Files.exists(folder.resolve(MARK));
        if (!ours && !entries().isEmpty()) {
            throw Refusal.failed(
                    "%s is not empty and not a data folder of CloudShelf: choose an empty or a new one with CLOUDSHELF_DATA."
                            .formatted(folder));
        }
    }

    private void requireSpace() {
        long freeBytes = folder.toFile().getUsableSpace();
        if (freeBytes < FREE_MIN_BYTES) {
            throw Refusal.failed(
                    "The disk of %s has %d MB left, and CloudShelf needs %d MB: make room, or choose another disk with CLOUDSHELF_DATA."
                            .formatted(folder, freeBytes >> 20, FREE_MIN_BYTES >> 20));
        }
    }

    /** What a failed write amounts to, in one sentence. */
    Refusal refusal(IOException e) {
        String reason =
                e instanceof FileSystemException f && f.getReason() != null
                        ? f.getReason()
                        : String.valueOf(e.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("read-only")) {
            return Refusal.failed(
                    "%s is on a read-only disk: choose a folder on another one with CLOUDSHELF_DATA."
                            .formatted(folder));
        }
        if (lower.contains("no space") || lower.contains("quota")) {
            return Refusal.failed(
                    "The disk of %s is full: make room, or choose another disk with CLOUDSHELF_DATA."
                            .formatted(folder));
        }
        if (e instanceof AccessDeniedException) {
            return Refusal.failed(
                    "You may not write to %s: change its permissions, or choose another folder with CLOUDSHELF_DATA."
                            .formatted(folder));
        }
        if (e instanceof FileAlreadyExistsException) {
            return Refusal.failed(
                    "%s is a file: choose a folder with CLOUDSHELF_DATA.".formatted(folder));
        }
        return Refusal.failed("Cannot use %s: %s".formatted(folder, reason));
    }

    /**
     * The kernel gives the lock back when its holder ends, however that ends.
     *
     * @return false when another run holds it
     */
    boolean tryLock() {
        try {
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            Optional<FileLock> taken = Optional.ofNullable(channel.tryLock());
            if (taken.isEmpty()) {
                channel.close();
                return false;
            }
            lock = channel;
            return true;
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /** Deletes everything but the lock that is held, and the mark. */
    void empty() {
        try {
            for (Path entry : entries()) {
                String name = entry.getFileName().toString();
                if (!name.equals(LOCK) && !name.equals(MARK)) {
                    deleteTree(entry);
                }
            }
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    static void deleteTree(Path top) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(top)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    @Override
    public void close() {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
