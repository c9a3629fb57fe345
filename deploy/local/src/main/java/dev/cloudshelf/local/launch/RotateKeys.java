package dev.cloudshelf.local.launch;

import dev.cloudshelf.local.Refusal;
import dev.cloudshelf.local.launch.SigningKeyFile.Rotation;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** {@code ./cloudshelf rotate-keys}: another key for access tokens, without refusing any. */
final class RotateKeys {

    private final Settings settings;
    private final Clock clock;
    private final PrintStream out;

    RotateKeys(Settings settings, Clock clock, PrintStream out) {
        this.settings = settings;
        this.clock = clock;
        this.out = out;
    }

    void run() {
        Path file = settings.signingKeys();
        if (!Files.exists(file)) {
            throw Refusal.failed(
                    "There are no keys in %s yet: start CloudShelf with ./cloudshelf up."
                            .formatted(settings.data()));
        }
        Rotation rotation = new SigningKeyFile(file).rotate(clock.instant());
        out.printf(
                "Key %s is published within half a minute and signs from %s on.%n",
                rotation.keyId(), rotation.signsFrom().truncatedTo(ChronoUnit.SECONDS));
        out.println(
                "Tokens of the keys before it stay good until they expire, five minutes after they were issued.");
        if (rotation.dropped() > 0) {
            out.printf("Dropped keys without any good token left: %d%n", rotation.dropped());
        }
    }
}
