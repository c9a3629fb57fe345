package dev.cloudshelf.account.password;

import dev.cloudshelf.account.domain.Password;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.Passwords;
import dev.cloudshelf.kernel.Unavailable;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id (RFC 9106) with the parameters of OWASP's Password Storage Cheat Sheet. Each hash fills
 * 19 MiB, so only so many are computed at once: a flood of sign-ins waits its turn and then is
 * turned away, and never runs the service out of memory.
 */
public final class Argon2id implements Passwords {

    private static final Cost COST = new Cost(19 * 1024, 2, 1);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})"
                            + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    /** What nobody's password is compared with: as much work as for somebody's. */
    private final PasswordHash decoy = phc(COST, new byte[SALT_BYTES], new byte[HASH_BYTES]);

    private final SecureRandom random = new SecureRandom();
    private final Semaphore turns;
    private final Duration waitMax;

    /**
     * @param concurrentMax how many hashes are computed at once, 19 MiB each
     * @param waitMax how long a call waits for its turn
     */
    public Argon2id(int concurrentMax, Duration waitMax) {
        this.turns = new Semaphore(concurrentMax, true);
        this.waitMax = waitMax;
    }

    @Override
    public PasswordHash hash(Password password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return phc(COST, salt, inTurn(() -> compute(COST, salt, password, HASH_BYTES)));
    }

    @Override
    public boolean isCurrent(PasswordHash hash) {
        Matcher phc = parse(hash);
        return cost(phc).equals(COST)
                && Base64.getDecoder().decode(phc.group(4)).length == SALT_BYTES
                && Base64.getDecoder().decode(phc.group(5)).length == HASH_BYTES;
    }

    private static Matcher parse(PasswordHash hash) {
        Matcher phc = PHC.matcher(hash.phc());
        if (!phc.matches()) {
            throw new IllegalStateException("A stored password hash is not argon2id");
        }
        return phc;
    }

    private static Cost cost(Matcher phc) {
        return new Cost(
                Integer.parseInt(phc.group(1)),
                Integer.parseInt(phc.group(2)),
                Integer.parseInt(phc.group(3)));
    }

    @Override
    public boolean matches(Password password, @Nullable PasswordHash hash) {
        boolean opensNothing = hash == null || hash.equals(PasswordHash.NONE);
        Matcher phc = parse(hash == null || opensNothing ? decoy : hash);
        Cost cost = cost(phc);
        byte[] salt = Base64.getDecoder().decode(phc.group(4));
        byte[] expected = Base64.getDecoder().decode(phc.group(5));
        byte[] actual = inTurn(() -> compute(cost, salt, password, expected.length));
        // The comparison comes first, so that both ways to no take the same time.
        return MessageDigest.isEqual(expected, actual) && !opensNothing;
    }

    private byte[] inTurn(Supplier<byte[]> computation) {
        try {
            if (!turns.tryAcquire(waitMax.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Unavailable(
                        "The password check", new TimeoutException("too many at once"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("The password check", e);
        }
        try {
            return computation.get();
        } finally {
            turns.release();
        }
    }

    private static byte[] compute(Cost cost, byte[] salt, Password password, int hashBytes) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(cost.memoryKib())
                        .withIterations(cost.iterations())
                        .withParallelism(cost.lanes())
                        .withSalt(salt)
                        .build());
        byte[] hash = new byte[hashBytes];
        argon2.generateBytes(password.utf8(), hash);
        return hash;
    }

    private static PasswordHash phc(Cost cost, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash(
                "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                        .formatted(
                                cost.memoryKib(),
                                cost.iterations(),
                                cost.lanes(),
                                base64.encodeToString(salt),
                                base64.encodeToString(hash)));
    }

    /** Stored with each hash, so that a later choice leaves older hashes usable. */
    private record Cost(int memoryKib, int iterations, int lanes) {}
}
