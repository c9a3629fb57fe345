package dev.cloudshelf.account.http;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The letters that the service has written, in the folder that stands in for a mail server. */
final class Letters {

    private static final Path FOLDER = Path.of("target/mail");
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String VERIFICATION = "/verify-email#";
    private static final Pattern TOKEN = Pattern.compile("code: ([A-Za-z0-9_-]{43})");

    private Letters() {}

    /**
     * The tokens in all letters to somebody for a new password, as soon as there are so many,
     * oldest first.
     */
    static List<String> tokensTo(String email, int letters) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            List<String> tokens = to(email).stream().map(Letters::token).toList();
            if (tokens.size() >= letters) {
                return tokens;
            }
            Thread.sleep(100);
        }
        return fail("No %d letters came", letters);
    }

    static List<String> to(String email) {
        return all(email).stream().filter(letter -> !letter.contains(VERIFICATION)).toList();
    }

    /** The tokens in all emails that verify an address, as soon as there are so many. */
    static List<String> verificationTokensTo(String email, int letters)
            throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            List<String> tokens =
                    all(email).stream()
                            .filter(letter -> letter.contains(VERIFICATION))
                            .map(Letters::token)
                            .toList();
            if (tokens.size() >= letters) {
                return tokens;
            }
            Thread.sleep(100);
        }
        return fail("No %d verification emails came", letters);
    }

    private static List<String> all(String email) {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(Letters::read)
                    .filter(letter -> letter.contains(email))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String token(String letter) {
        Matcher token = TOKEN.matcher(letter);
        return token.find() ? token.group(1) : fail("A letter has no token");
    }
}
