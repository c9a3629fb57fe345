package dev.cloudshelf.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Folders that nobody but their owner looks into (mode 700), and so into nothing that is in them:
 * emails, logs, keys and programs that are run.
 */
public final class PrivateFolder {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> MADE_SO =
            PosixFilePermissions.asFileAttribute(OWNER_ONLY);

    private PrivateFolder() {}

    /**
     * Makes a folder, and those above it that are missing; one that is there and open to others is
     * closed.
     *
     * @return the folder
     */
    public static Path make(Path folder) throws IOException {
        makeMissing(folder);
        close(folder);
        return folder;
    }

    /** Makes the folder that a file is to be in if it is missing, and leaves one as it is. */
    public static void makeAround(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            makeMissing(folder);
        }
    }

    /** Makes it if it is missing, and leaves one that is there as it is. */
    public static Path makeMissing(Path folder) throws IOException {
        return Files.createDirectories(folder, MADE_SO);
    }

    /** Takes every right of the group and of others off. */
    public static void close(Path folder) throws IOException {
        // Asked first: only the owner may change rights, and others may use what is closed.
        if (!Files.getPosixFilePermissions(folder).equals(OWNER_ONLY)) {
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
        }
    }
}
