package dev.cloudshelf.kernel.mail;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The header of a letter (RFC 5322), each field on one line, however it is sent. */
final class Headers {

    /** RFC 5322, 3.3; Java's RFC 1123 style drops the leading zero of a day. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private Headers() {}

    static Map<String, String> of(Letter letter, Sender from) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Date", DATE.format(letter.at()));
        headers.put("From", HeaderText.name(from.name()) + " <" + from.address() + ">");
        headers.put("To", to(letter.to()));
        headers.put("Subject", HeaderText.text(letter.subject()));
        headers.put("Message-ID", from.messageId(letter));
        headers.put("Auto-Submitted", "auto-generated");
        return headers;
    }

    private static String to(Recipient to) {
        return to.name().isEmpty()
                ? to.email()
                : HeaderText.name(to.name()) + " <" + to.email() + ">";
    }
}
