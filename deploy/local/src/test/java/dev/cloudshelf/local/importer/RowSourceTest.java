package dev.cloudshelf.local.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.local.importer.RowSource.BrokenFile;
import dev.cloudshelf.local.importer.RowSource.Item;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowSourceTest {

    @TempDir private Path folder;

    @Test
    void aRowIsNamedByTheLineItBeginsOn() throws Exception {
        assertThat(
                        all(
                                "a.csv",
                                "title,author\n\"Two\nlines\",Ada\n\nNext,Bea\n\"x\",\"y\nz\"\nLast,Cy"))
                .containsExactly(
                        "2 {author=Ada, title=Two\nlines}",
                        "5 {author=Bea, title=Next}",
                        "6 {author=y\nz, title=x}",
                        "8 {author=Cy, title=Last}");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreNoPartOfTheData() throws Exception {
        assertThat(all("a.csv", "\ufefftitle, author \r\nEmma,Jane Austen\r\n"))
                .containsExactly("2 {author=Jane Austen, title=Emma}");
    }

    @Test
    void aRowOfAnotherWidthIsUnreadableAndTheNextIsNot() throws Exception {
        assertThat(all("a.csv", "title,author\nonly\nEmma,Jane,x\nEmma,Jane\n"))
                .containsExactly(
                        "2 has 1 values, and the header 2 columns",
                        "3 has 3 values, and the header 2 columns",
                        "4 {author=Jane, title=Emma}");
    }

    @Test
    void aQuoteThatIsNeverClosedBreaksTheFileAtItsLine() {
        assertThatThrownBy(() -> all("a.csv", "title,author\nEmma,Jane\n\"open,x\ny\n"))
                .isInstanceOf(BrokenFile.class)
                .hasMessageStartingWith("The file cannot be read from line 3 on");
    }

    @Test
    void anotherEncodingIsSaidAndNotGuessed() {
        Charset latin = StandardCharsets.ISO_8859_1;
        assertThatThrownBy(() -> all("a.csv", "title,author\nCafé,Zoë\n", latin))
                .isInstanceOf(BrokenFile.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void aHeaderNamesEachColumnOnce() {
        assertThatThrownBy(() -> all("a.csv", "title,title\nx,y\n"))
                .hasMessage("The header names a column twice: title, title");
        assertThatThrownBy(() -> all("a.csv", ""))
                .hasMessage("The file is empty: it has no header.");
    }

    @Test
    void ndjsonHasARowOnEachLine() throws Exception {
        assertThat(
                        all(
                                "a.ndjson",
                                "{\"title\":\"Emma\",\"price\":9.50,\"author\":[\"A\",\"B\"],\"x\":null}\n\n[1]\n{\"title\":\n{\"title\":\"Last\"}"))
                .containsExactly(
                        "1 {author=A, B, price=9.5, title=Emma}",
                        "3 is not a JSON object",
                        "4 is not valid JSON",
                        "5 {title=Last}");
    }

    @Test
    void aLineThatIsTooLongIsNotKeptInMemory() throws Exception {
        assertThat(
                        all(
                                "a.jsonl",
                                "{\"title\":\"" + "x".repeat(1_100_000) + "\"}\n{\"title\":\"y\"}"))
                .containsExactly("1 is too long", "2 {title=y}");
    }

    @Test
    void aFileWithoutATellingNameIsKnownByItsBeginning() throws Exception {
        assertThat(all("books", "{\"title\":\"Emma\"}")).containsExactly("1 {title=Emma}");
        assertThat(all("books", "title\nEmma\n")).containsExactly("2 {title=Emma}");
    }

    private List<String> all(String name, String text) throws IOException, BrokenFile {
        return all(name, text, StandardCharsets.UTF_8);
    }

    private List<String> all(String name, String text, Charset encoding)
            throws IOException, BrokenFile {
        Path file = Files.writeString(folder.resolve(name), text, encoding);
        List<String> read = new ArrayList<>();
        try (RowSource rows = ImportMain.open(file)) {
            for (Optional<Item> item = rows.next(); item.isPresent(); item = rows.next()) {
                read.add(
                        switch (item.get()) {
                            case Item.Row(SourceRow row) ->
                                    row.line() + " " + new TreeMap<>(row.values());
                            case Item.Unreadable(long line, String reason) -> line + " " + reason;
                        });
            }
            assertThat(rows.bytesRead()).isEqualTo(Files.size(file));
        }
        return read;
    }
}
