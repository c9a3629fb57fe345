package dev.cloudshelf.kernel.mail;

import java.nio.charset.StandardCharsets;

/**
 * A letter as a message in a file (RFC 5322, and RFC 6532 for what is not ASCII in an address). The
 * text goes as 8bit UTF-8, which people can read without a mail program.
 */
final class Eml {

    private static final String END = "\r\n";

    private Eml() {}

    static byte[] of(Letter letter, Sender from) {
        StringBuilder message = new StringBuilder(2048);
        Headers.of(letter, from)
                .forEach((name, value) ->
                        message.append(name).append(": ").append(folded(value)).append(END));
        return message.append("MIME-Version: 1.0\r\n")
                .append("Content-Type: text/plain; charset=UTF-8\r\n")
                .append("Content-Transfer-Encoding: 8bit\r\n\r\n")
                .append(letter.text().replace("\n", END))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** RFC 2047, 2: encoded words on lines of at most 76 characters. */
    private static String folded(String value) {
        return value.replace("?= ", "?=" + END + " ");
    }
}
