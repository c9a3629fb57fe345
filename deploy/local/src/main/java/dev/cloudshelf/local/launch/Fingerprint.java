package dev.cloudshelf.local.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name for what something is made of: another one as soon as any of it differs. */
final class Fingerprint {

    private static final int BYTES = 8;

    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    Fingerprint add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return this;
    }

    /** Its name and what is in it. */
    Fingerprint addContent(Path file) throws IOException {
        add(file.getFileName().toString());
        digest.update(Files.readAllBytes(file));
        return this;
    }

    /** Where it is, how large, and of when: for files that are many, and never changed in place. */
    Fingerprint addStamp(Path file) throws IOException {
        return add(file.toString())
                .add(Long.toString(Files.size(file)))
                .add(Files.getLastModifiedTime(file).toString());
    }

    /** 16 hexadecimal digits; what is added afterwards is another one's. */
    String text() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
