package dev.cloudshelf.local.launch;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The passwords of one data folder: made at random when first asked for, kept in a file that only
 * its owner can read.
 */
final class Secrets {

    /** Letters and digits that nobody mistakes for one another when reading them off a screen. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 5;
    private static final int GROUP_LENGTH = 5;
    private static final int KEY_BYTES = 32;

    private final Path file;
    private final Properties values;
    private final SecureRandom random = new SecureRandom();

    private Secrets(Path file, Properties values) {
        this.file = file;
        this.values = values;
    }

    /**
     * @param data the data folder
     */
    static Secrets in(Path data) {
        Path file = data.resolve("secrets.properties");
        Properties values = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                values.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
        return new Secrets(file, values);
    }

    /** The secret of that name, about 124 random bits; the same one ever after. */
    synchronized String get(String name) {
        String value = values.getProperty(name);
        if (value == null) {
            value = make();
            values.setProperty(name, value);
            save();
        }
        return value;
    }

    /** The key of that name, 256 random bits in base64; the same one ever after. */
    synchronized String key(String name) {
        String value = values.getProperty(name);
        if (value == null) {
            byte[] bytes = new byte[KEY_BYTES];
            random.nextBytes(bytes);
            value = Base64.getEncoder().encodeToString(bytes);
            values.setProperty(name, value);
            save();
        }
        return value;
    }

    /** Whether there is one already. */
    synchronized boolean has(String name) {
        return values.containsKey(name);
    }

    private String make() {
        StringBuilder secret = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                secret.append('-');
            }
            secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return secret.toString();
    }

    private void save() {
        try {
            Path draft =
                    Files.createTempFile(
                            file.getParent(),
                            "secrets",
                            ".tmp",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            try (Writer out = Files.newBufferedWriter(draft)) {
                values.store(out, "Passwords of this local run");
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the passwords in " + file, e);
        }
    }

    /** What account-service knows of a client's secret. */
    static String sha256(String secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
