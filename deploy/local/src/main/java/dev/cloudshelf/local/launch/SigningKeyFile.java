package dev.cloudshelf.local.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The private keys that account-service signs access tokens with. Of those whose {@code
 * cloudshelf_signs_from}, in seconds since 1970, has come, the newest signs.
 */
final class SigningKeyFile {

    /**
     * A service asks for the keys every five minutes at least, and account-service looks at the
     * file every half minute.
     */
    static final Duration PUBLISHED_FIRST = Duration.ofMinutes(6);

    /** An access token is good for five minutes; the rest is for clocks that differ. */
    static final Duration KEPT_AFTERWARDS = Duration.ofMinutes(10);

    private static final String SIGNS_FROM = "cloudshelf_signs_from";

    private final Path file;

    SigningKeyFile(Path file) {
        this.file = file;
    }

    /**
     * What a rotation has done.
     *
     * @param signsFrom when the new key begins to sign
     * @param dropped how many keys had no good token left
     */
    record Rotation(String keyId, Instant signsFrom, int dropped) {}

    /** Adds a key and drops those that nobody needs any more; two at once come one by one. */
    Rotation rotate(Instant now) {
        Path guard = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel =
                        FileChannel.open(
                                guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("The lock " + guard + " does not hold");
            }
            return rotateLocked(now);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot rotate the keys in " + file, e);
        } catch (JoseException e) {
            // Not quoting the parser, which may quote the keys.
            throw new IllegalStateException(file + " is not a JSON Web Key Set");
        }
    }

    private Rotation rotateLocked(Instant now) throws IOException, JoseException {
        List<JsonWebKey> before = new JsonWebKeySet(Files.readString(file)).getJsonWebKeys();
        List<JsonWebKey> after = new ArrayList<>();
        for (JsonWebKey key : before) {
            if (isNeeded(key, before, now)) {
                after.add(key);
            }
        }
        int dropped = before.size() - after.size();
        Instant signsFrom = now.plus(PUBLISHED_FIRST);
        JsonWebKey made = make(signsFrom);
        after.add(made);
        write(new JsonWebKeySet(after));
        return new Rotation(made.getKeyId(), signsFrom, dropped);
    }

    /** Until the last token that it can have signed has expired. */
    private static boolean isNeeded(JsonWebKey key, List<JsonWebKey> all, Instant now) {
        return all.stream()
                .map(SigningKeyFile::signsFrom)
                .filter(successor -> successor.isAfter(signsFrom(key)))
                .noneMatch(successor -> successor.plus(KEPT_AFTERWARDS).isBefore(now));
    }

    private static Instant signsFrom(JsonWebKey key) {
        Number seconds = key.getOtherParameterValue(SIGNS_FROM, Number.class);
        return seconds == null ? Instant.EPOCH : Instant.ofEpochSecond(seconds.longValue());
    }

    private static JsonWebKey make(Instant signsFrom) throws JoseException {
        JsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(UUID.randomUUID().toString());
        key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        key.setUse("sig");
        key.setOtherParameter(SIGNS_FROM, signsFrom.getEpochSecond());
        return key;
    }

    /** All at once, and for its owner's eyes only from the first byte on. */
    private void write(JsonWebKeySet keys) throws IOException {
        Path draft =
                Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "signing-keys",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, keys.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
