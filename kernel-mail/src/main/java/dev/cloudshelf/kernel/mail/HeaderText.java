package dev.cloudshelf.kernel.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Texts in the header of a letter. Whatever somebody has written, it stays within its header: line
 * ends and other control characters become blanks before anything else is done.
 */
final class HeaderText {

    /** As Base64 with its frame 64 characters: beside a header's name on a line of 76. */
    private static final int WORD_OCTETS_MAX = 39;

    private static final int PLAIN_LENGTH_MAX = 60;

    private HeaderText() {}

    /** Unstructured text such as a subject: as it is where it is plain, else RFC 2047. */
    static String text(String text) {
        String line = oneLine(text);
        return isPlain(line) ? line : encodedWords(line);
    }

    /** The name before an address: RFC 5322's quoted string where it is plain, else RFC 2047. */
    static String name(String name) {
        String line = oneLine(name);
        return isPlain(line)
                ? "\"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : encodedWords(line);
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
    }

    private static boolean isPlain(String line) {
        return line.length() <= PLAIN_LENGTH_MAX
                && line.chars().allMatch(c -> c >= ' ' && c <= '~')
                && !line.contains("=?");
    }

    /** One word for each so many octets, never with half a character in it. */
    private static String encodedWords(String line) {
        List<String> words = new ArrayList<>();
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        line.codePoints()
                .mapToObj(Character::toString)
                .map(character -> character.getBytes(StandardCharsets.UTF_8))
                .forEach(octets -> {
                    if (word.size() + octets.length > WORD_OCTETS_MAX) {
                        words.add(encoded(word));
                        word.reset();
                    }
                    word.writeBytes(octets);
                });
        words.add(encoded(word));
        return String.join(" ", words);
    }

    private static String encoded(ByteArrayOutputStream word) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(word.toByteArray()) + "?=";
    }
}
