package dev.cloudshelf.kernel.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderMailTest {

    private static final UUID ORDER = UUID.fromString("01980000-0000-7000-8000-000000000042");
    private static final Instant AT = Instant.parse("2026-11-05T23:59:59.123Z");
    private static final Sender SHOP = new Sender("CloudShelf", "orders@cloudshelf.example");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir Path temporary;

    @Test
    void aLetterIsOneReadableFile() throws IOException {
        send(letter("Ann", "Reader", "Hello Zo\u00eb,\n\nthank you.\n"));

        assertThat(files()).containsExactly("2026-11-05-" + ORDER + "-confirmation.eml");
        assertThat(read())
                .isEqualTo(
                        """
                        Date: Thu, 05 Nov 2026 23:59:59 +0000
                        From: "CloudShelf" <orders@cloudshelf.example>
                        To: "Ann Reader" <ann@example.com>
                        Subject: Your order
                        Message-ID: <01980000-0000-7000-8000-000000000042-confirmation@cloudshelf.example>
                        Auto-Submitted: auto-generated
                        MIME-Version: 1.0
                        Content-Type: text/plain; charset=UTF-8
                        Content-Transfer-Encoding: 8bit

                        Hello Zo\u00eb,

                        thank you.
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void theSameLetterAgainReplacesItsFile() throws IOException {
        send(letter("Ann", "Reader", "the first\n"));
        send(letter("Ann", "Reader", "the second\n"));

        assertThat(files()).hasSize(1);
        assertThat(read()).contains("the second").doesNotContain("the first");
    }

    @Test
    void manyAtOnceLeaveOneWholeFileAndNoDrafts() throws IOException {
        Mail mail = new FolderMail(folder(), SHOP);
        Letter letter = letter("Ann", "Reader", "a long line\n".repeat(5000));

        Uni.join()
                .all(IntStream.range(0, 20).mapToObj(i -> mail.send(letter)).toList())
                .andFailFast()
                .await()
                .atMost(TIMEOUT);

        assertThat(files()).hasSize(1);
        assertThat(Files.size(folder().resolve(files().getFirst())))
                .isEqualTo(Eml.of(letter, SHOP).length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann\r\nBcc: victim@example.com",
                "Ann\nBcc: victim@example.com",
                "Ann\rBcc: victim@example.com",
                "Ann\u0085Bcc: victim@example.com",
                "Ann\u2028Bcc: victim@example.com",
                "Ann\u0000\r\n\r\nBcc: victim@example.com",
                "Ann\" <victim@example.com>, \"",
                "Ann\\\" <victim@example.com>, \"",
                "=?UTF-8?B?DQpCY2M6IHZpY3RpbUBleGFtcGxlLmNvbQ==?=",
                "\u00c4nn\r\nBcc: victim@example.com"
            })
    void noNameGetsOutOfItsHeader(String name) throws IOException {
        send(letter(name, "", "text\n"));

        String head = read().substring(0, read().indexOf("\r\n\r\n"));
        List<String> lines = head.replace("\r\n ", " ").lines().toList();
        assertThat(lines)
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly(
                        "Date",
                        "From",
                        "To",
                        "Subject",
                        "Message-ID",
                        "Auto-Submitted",
                        "MIME-Version",
                        "Content-Type",
                        "Content-Transfer-Encoding");
        // One quoted string or a row of encoded words, and then the one address.
        assertThat(lines.get(2))
                .matches(
                        "To: (\"([^\"\\\\]|\\\\.)*\"|=\\?UTF-8\\?B\\?[A-Za-z0-9+/=]+\\?="
                                + "( =\\?UTF-8\\?B\\?[A-Za-z0-9+/=]+\\?=)*) <ann@example\\.com>");
    }

    @Test
    void aNameBeyondAsciiIsEncodedInWholeCharactersOnShortLines() throws IOException {
        String name = "\u767e\u5e74\u306e\u5b64\u72ec \ud83d\udcda ".repeat(8).strip();

        send(letter(name, "", "text\n"));

        assertThat(read().lines().filter(line -> line.contains("=?")))
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.length() <= 76);
        String to = read().replace("\r\n ", " ").lines().toList().get(2);
        String decoded =
                Stream.of(to.replaceAll("^To: | <.*$", "").split(" "))
                        .map(word -> word.replaceAll("^=\\?UTF-8\\?B\\?|\\?=$", ""))
                        .map(word -> strict(Base64.getDecoder().decode(word)))
                        .collect(Collectors.joining());
        assertThat(decoded).isEqualTo(name);
    }

    @Test
    void aFolderThatCannotBeWrittenToIsAnOutage() throws IOException {
        Mail mail = new FolderMail(folder(), SHOP);
        Files.delete(folder());
        Files.writeString(folder(), "in the way");

        assertThatThrownBy(() -> mail.send(letter("Ann", "", "text\n")).await().atMost(TIMEOUT))
                .isInstanceOf(Unavailable.class)
                .hasMessageNotContaining("ann@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop", "shop@", "a@b, c@d", "a@b\r\nBcc: c@d", "<a@b>"})
    void aSenderNeedsAnAddress(String address) {
        assertThatThrownBy(() -> new Sender("CloudShelf", address))
                .hasMessageContaining("cloudshelf.mail.from-address");
    }

    /** Replaces nothing: half a character would be seen. */
    private static String strict(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        assertThat(text.getBytes(StandardCharsets.UTF_8)).isEqualTo(octets);
        return text;
    }

    private void send(Letter letter) {
        new FolderMail(folder(), SHOP).send(letter).await().atMost(TIMEOUT);
    }

    private Path folder() {
        return temporary.resolve("mail");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private String read() throws IOException {
        return Files.readString(folder().resolve(files().getFirst()));
    }

    private static Letter letter(String firstName, String lastName, String text) {
        return new Letter(
                ORDER + "-confirmation",
                AT,
                Recipient.of(firstName, lastName, "ann@example.com"),
                "Your order",
                text);
    }
}
