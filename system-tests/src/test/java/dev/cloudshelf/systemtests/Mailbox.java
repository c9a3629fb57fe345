package dev.cloudshelf.systemtests;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The letters that a local cloud writes into a folder instead of sending them. */
record Mailbox(LocalCloud cloud) {

    private static final Duration ARRIVAL_MAX = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_MILLIS = 100;
    private static final Pattern CODE = Pattern.compile("enter this code: (\\S+)");

    /** The newest token for a new password that was sent to this address. */
    String awaitResetToken(String email) throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + ARRIVAL_MAX.toNanos();
        while (System.nanoTime() < endNanos) {
            Optional<String> token = resetToken(email);
            if (token.isPresent()) {
                return token.get();
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        throw new IOException("No letter with a token arrives");
    }

    /** Empty while there is none. */
    Optional<String> resetToken(String email) throws IOException {
        for (Path letter : letters("password-reset")) {
            String text = Files.readString(letter);
            Matcher code = CODE.matcher(text);
            if (text.contains("<" + email + ">") && code.find()) {
                return Optional.of(code.group(1));
            }
        }
        return Optional.empty();
    }

    /** The texts of those whose name holds something, such as an order's id. */
    List<String> lettersAbout(String what) {
        try {
            List<String> texts = new ArrayList<>();
            for (Path letter : letters(what)) {
                texts.add(Files.readString(letter));
            }
            return texts;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /**
     * Finished ones: a draft is gone by the time that somebody reads it. None before the first was
     * written.
     */
    private List<Path> letters(String named) throws IOException {
        if (!Files.isDirectory(cloud.mail())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cloud.mail())) {
            return files.filter(
                            file -> {
                                String name = file.getFileName().toString();
                                return name.contains(named) && name.endsWith(".eml");
                            })
                    .toList();
        }
    }
}
