package dev.cloudshelf.account.secondfactor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets by AES-256 in GCM (NIST SP 800-38D), bound to their account: one that is copied
 * to another account cannot be read there. The text is Base64 of a version byte, a nonce and the
 * ciphertext with its tag.
 */
final class SecretEncryption {

    static final int KEY_BYTES = 32;

    private static final byte VERSION = 1;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random;

    /**
     * @param key of 32 bytes
     */
    SecretEncryption(byte[] key, SecureRandom random) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("The key has %d bytes".formatted(KEY_BYTES));
        }
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    String encrypted(UUID accountId, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, nonce, accountId).doFinal(secret);
            return Base64.getEncoder()
                    .encodeToString(
                            ByteBuffer.allocate(1 + NONCE_BYTES + ciphertext.length)
                                    .put(VERSION)
                                    .put(nonce)
                                    .put(ciphertext)
                                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encrypt a secret", e);
        }
    }

    /**
     * @throws IllegalStateException when it is of another account or key, or was changed
     */
    byte[] decrypted(UUID accountId, String text) {
        try {
            ByteBuffer parts = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            if (parts.get() != VERSION) {
                throw new IllegalStateException("A secret of an unknown version");
            }
            byte[] nonce = new byte[NONCE_BYTES];
            parts.get(nonce);
            byte[] ciphertext = new byte[parts.remaining()];
            parts.get(ciphertext);
            return cipher(Cipher.DECRYPT_MODE, nonce, accountId).doFinal(ciphertext);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalStateException("A secret that this key does not open", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, UUID accountId) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(accountId.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
