package dev.cloudshelf.kernel.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * A plain text to a person.
 *
 * @param id the same for the same letter, and its own for every other of this sender: letters,
 *     digits and hyphens, as it becomes part of a file's name and of the Message-ID
 * @param at when what it tells of happened
 * @param text lines that end with a line feed
 */
public record Letter(String id, Instant at, Recipient to, String subject, String text) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,100}");

    public Letter {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("Not the id of a letter: " + id);
        }
    }

    /** Sorts by day. */
    public String name() {
        return "%s-%s".formatted(at.atOffset(ZoneOffset.UTC).toLocalDate(), id);
    }

    /** Names nobody, so that no log does. */
    @Override
    public String toString() {
        return "Letter " + name();
    }
}
