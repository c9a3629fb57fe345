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
    private static final Pattern CODE = Pattern.compile("[Ee]nter this code: (\\S+)");

    /**
     * The token in an email.
     *
     * @param kind what the email is for, as its file's name says it
     */
    String awaitToken(String kind, String email) throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + ARRIVAL_MAX.toNanos();
        while (System.nanoTime() < endNanos) {
            Optional<String> token = token(kind, email);
            if (token.isPresent()) {
                return token.get();
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        throw new IOException("No email with a token arrives: " + kind);
    }

    private Optional<String> token(String kind, String email) throws IOException {
        for (Path file : letters(kind)) {
            String text = Files.readString(file);
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
