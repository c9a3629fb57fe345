package dev.cloudshelf.account.secondfactor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.cloudshelf.account.domain.OneTimeCodes;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * TOTP (RFC 6238) as authenticator apps have it: HMAC-SHA-1, six digits, a new code every 30
 * seconds.
 */
public final class TotpCodes implements OneTimeCodes {

    /** As long as the digest (RFC 4226, section 4). */
    private static final int SECRET_BYTES = 20;

    /** The steps before and after the current one that are accepted, too. */
    private static final int TOLERANCE = 1;

    private final TimeBasedOneTimePasswordGenerator generator =
            new TimeBasedOneTimePasswordGenerator();
    private final SecureRandom random = new SecureRandom();
    private final SecretEncryption encryption;

    /**
     * @param key of 32 bytes, which the secrets are encrypted with
     * @throws IllegalArgumentException when it is of another length
     */
    public TotpCodes(byte[] key) {
        this.encryption = new SecretEncryption(key, random);
    }

    @Override
    public NewSecret newSecret(UUID accountId) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new NewSecret(
                encryption.encrypted(accountId, secret), new Base32().encodeToString(secret));
    }

    @Override
    public OptionalLong stepOf(UUID accountId, String encryptedSecret, String code, Instant now) {
        return stepOf(encryption.decrypted(accountId, encryptedSecret), code, now);
    }

    OptionalLong stepOf(byte[] secret, String code, Instant now) {
        SecretKeySpec key = new SecretKeySpec(secret, generator.getAlgorithm());
        long stepSeconds = generator.getTimeStep().toSeconds();
        long current = now.getEpochSecond() / stepSeconds;
        for (long step = current - TOLERANCE; step <= current + TOLERANCE; step++) {
            if (isSame(code, codeAt(key, Instant.ofEpochSecond(step * stepSeconds)))) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    private String codeAt(SecretKeySpec key, Instant at) {
        try {
            return generator.generateOneTimePasswordString(key, at);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("A secret that is no key", e);
        }
    }

    /** Takes the same time wherever the two differ. */
    private static boolean isSame(String code, String right) {
        return MessageDigest.isEqual(
                code.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
