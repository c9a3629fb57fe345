package dev.cloudshelf.kernel.mail;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts each letter into a folder instead of sending it, as a file that mail programs open. The same
 * letter again replaces its file, and nobody ever sees half of one.
 */
final class FolderMail implements Mail {

    private final Path folder;
    private final Sender from;

    /** Racing writers of one letter, in one process or in several, have a draft each. */
    private final String drafter = "." + ProcessHandle.current().pid() + "-";

    private final AtomicLong drafts = new AtomicLong();

    /**
     * Makes the folder.
     *
     * @throws UncheckedIOException when it cannot be made
     */
    FolderMail(Path folder, Sender from) {
        this.folder = folder;
        this.from = from;
        try {
            Files.createDirectories(folder);
        } catch (IOException fault) {
            throw new UncheckedIOException(
                    "cloudshelf.mail.folder cannot be made: " + folder, fault);
        }
    }

    @Override
    public Uni<Void> send(Letter letter) {
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> write(letter))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private void write(Letter letter) {
        Path draft = folder.resolve(letter.name() + drafter + drafts.incrementAndGet() + ".draft");
        try {
            writeDraft(draft, Eml.of(letter, from));
            Files.move(
                    draft,
                    folder.resolve(letter.name() + ".eml"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException fault) {
            discard(draft);
            throw new Unavailable("The mail folder", fault);
        }
    }

    private static void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException stays) {
            // What is wrong with the folder is being told already.
        }
    }

    private void writeDraft(Path draft, byte[] message) throws IOException {
        try {
            Files.write(draft, message);
        } catch (NoSuchFileException cleared) {
            // Somebody has cleared the folder away meanwhile.
            Files.createDirectories(folder);
            Files.write(draft, message);
        }
    }
}
