package dev.cloudshelf.account.token;

import dev.cloudshelf.account.token.KeySet.SigningKey;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys of access tokens, as their file has them now. A new key is in the file for a while
 * before it signs, so that every service has fetched it; an old one stays until the last token that
 * it signed has expired.
 */
public final class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private final @Nullable Path file;
    private final Clock clock;
    private volatile KeySet current;

    /** The state of the file that was looked at last; null when it was not there. */
    private @Nullable Stamp seen;

    private record Stamp(FileTime modified, long bytes) {}

    private SigningKeys(@Nullable Path file, Clock clock, KeySet current, @Nullable Stamp seen) {
        this.file = file;
        this.clock = clock;
        this.current = current;
        this.seen = seen;
    }

    /**
     * @param file a JSON Web Key Set (RFC 7517) of P-256 keys, each with a {@code kid} of its own,
     *     at least one with its private half
     * @throws ConfigurationException that says what is wrong with the file and never quotes it
     */
    public static SigningKeys load(Path file, Clock clock) {
        // The stamp first: what is written in between is looked at again.
        Stamp stamp = stampOf(file);
        return new SigningKeys(file, clock, KeySet.read(file), stamp);
    }

    /**
     * @param set what would be in the file; it stays as it is until the process ends
     */
    public static SigningKeys of(String set, Clock clock) {
        return new SigningKeys(null, clock, KeySet.of(set), null);
    }

    /** Where somebody else issues tokens: nothing is published, and nothing can be signed. */
    public static SigningKeys none(Clock clock) {
        return new SigningKeys(null, clock, KeySet.NONE, null);
    }

    /**
     * Takes over what the file has become. One that cannot be used changes nothing, and is told of
     * once.
     */
    public synchronized void refresh() {
        if (file == null) {
            return;
        }
        Stamp now = stampOf(file);
        if (Objects.equals(now, seen)) {
            return;
        }
        seen = now;
        try {
            KeySet changed = KeySet.read(file);
            current = changed;
            LOG.infof("Signing keys: %d are published", changed.verificationKeys().size());
        } catch (ConfigurationException unusable) {
            LOG.error("The keys of before stay in use. " + unusable.getMessage());
        }
    }

    private static @Nullable Stamp stampOf(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size());
        } catch (NoSuchFileException missing) {
            return null;
        } catch (IOException unreadable) {
            // Reading it says why, once.
            return new Stamp(FileTime.fromMillis(0), -1);
        }
    }

    KeySet current() {
        return current;
    }

    /** What a token of now is signed with. */
    SigningKey signing() {
        return current.signingAt(clock.instant());
    }
}
