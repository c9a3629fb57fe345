package dev.cloudshelf.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-store")
class PlausibleBooksTest {

    private static final int BOOKS = 5_000;
    private static final int TITLE_MAX = 500;

    private final PlausibleBooks books = new PlausibleBooks(Corpus.read(), 7);

    PlausibleBooksTest() throws IOException {}

    private static List<ObjectNode> rows(PlausibleBooks books) {
        return LongStream.range(0, BOOKS).mapToObj(books::row).toList();
    }

    @Test
    void sameSeedMakesTheSameBooksAndAnotherOthers() throws IOException {
        assertThat(rows(books)).isEqualTo(rows(new PlausibleBooks(Corpus.read(), 7)));
        assertThat(rows(books)).isNotEqualTo(rows(new PlausibleBooks(Corpus.read(), 8)));
    }

    @Test
    void everyBookIsOneThatAnImportTakes() {
        Set<String> isbns = new HashSet<>();
        for (ObjectNode row : rows(books)) {
            assertThat(row.path("title").asText()).hasSizeBetween(1, TITLE_MAX);
            assertThat(row.path("author").asText()).isNotBlank();
            assertThat(row.path("category").asText()).hasSizeBetween(1, 100);
            String isbn = row.path("isbn").asText();
            assertThat(isbns.add(isbn)).as("%s is new", isbn).isTrue();
            assertThat(weightedSum(isbn) % 10).as("check digit of %s", isbn).isZero();
        }
    }

    /** ISO 2108: digits count once and three times in turn. */
    private static int weightedSum(String isbn) {
        assertThat(isbn).matches("978[0-9]{10}");
        int sum = 0;
        for (int i = 0; i < isbn.length(); i++) {
            sum += (isbn.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum;
    }

    /** Titles that were all different, or a few that come again and again, would prove nothing. */
    @Test
    void someTitlesAreThereTwiceAndMostAreNot() {
        assumeTrue(
                Corpus.hasRealFiles(),
                "Skipped: the real files of ../shared/data are not beside this checkout, and the"
                        + " seed alone has too few words");
        long different =
                rows(books).stream().map(row -> row.path("title").asText()).distinct().count();
        assertThat(different).isBetween(BOOKS * 6L / 10, BOOKS - 1L);
    }

    @Test
    void questionsAreAboutBooksThatThereAre() {
        for (Question question : Question.values()) {
            List<String> paths = question.paths(books, BOOKS, 7);
            assertThat(paths).as(question.name()).hasSizeGreaterThanOrEqualTo(400);
            assertThat(paths).allMatch(path -> path.startsWith("/books"));
            assertThat(paths).noneMatch(path -> path.contains(" ") || path.contains("\""));
            assertThat(question.paths(books, BOOKS, 7)).isEqualTo(paths);
        }
    }
}
