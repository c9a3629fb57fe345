package dev.cloudshelf.local.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetTest {

    private static SourceRow row(String column, String value) {
        return new SourceRow(2, Map.of(column, value));
    }

    @ParameterizedTest
    @CsvSource({
        "439023483, 9.78043902348e+12, 0439023483",
        "61120081, 9.78006112008e+12, 0061120081",
        "043935806X, '', 043935806X",
        "1594480001, 9781594480003, 1594480001",
        "'', 9781594480003, 9781594480003",
        "'', 9.78067172365e+12, ''",
        "'', 97893806587.0, ''",
        "'', 195170342, ''",
        "'', '', ''"
    })
    void goodbooksIsbnIsTheOneThatKeptItsDigits(String isbn, String isbn13, String read) {
        assertThat(Goodbooks.isbn(new SourceRow(2, Map.of("isbn", isbn, "isbn13", isbn13))))
                .isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"2008.0, 2008", "-750.0, -750", "1999, 1999", "'', ''"})
    void goodbooksYearIsAWholeNumber(String column, String read) {
        assertThat(Goodbooks.year(row("original_publication_year", column))).isEqualTo(read);
    }

    @Test
    void goodbooksGreyRectangleIsNoCover() {
        assertThat(Goodbooks.imageUrl(row("image_url", "https://x/assets/nophoto/book/1.png")))
                .isEmpty();
        assertThat(Goodbooks.imageUrl(row("image_url", "https://x/books/1.jpg")))
                .isEqualTo("https://x/books/1.jpg");
    }

    @ParameterizedTest
    @CsvSource({
        "eng, en", "en-US, en", "en-GB, en", "en_CA, en", "fre, fr", "ger, de", "per, fa",
        "rum, ro", "nl, nl", "jpn, ja", "vie, vi", "fil, fil", "mul, mul", "'', ''"
    })
    void languagesOfAllKindsBecomeIso6391(String code, String read) {
        assertThat(Languages.iso6391(code)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Emma                                       | Emma
                    The Bible in Spain/Or, the Journeys        | The Bible in Spain: Or, the Journeys
                    Trinity Site: 1945-1995./A Landmark        | Trinity Site: 1945-1995. A Landmark
                    Sonnets,/and other poems/Second Series     | Sonnets, and other poems: Second Series
                    The History/of the Decline                 | The History of the Decline
                    """)
    void gutenbergLineBreakStartsASubtitle(String title, String read) {
        assertThat(Gutenberg.title(row("Title", title.replace("/", "\r\n")))).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Jefferson, Thomas, 1743-1826                              | Thomas Jefferson
                    Confucius, 552 BCE-480 BCE; Legge, James [Translator]     | Confucius
                    Evans, Sebastian, 1830-1909 [Translator]                  | Sebastian Evans
                    Kennedy, John F. (John Fitzgerald), 1917-1963             | John F. Kennedy
                    Dickens, Charles, 1812-1870; Collins, Wilkie, 1824-1889   | Charles Dickens, Wilkie Collins
                    Reynolds, Joshua, Sir, 1723-1792                          | Sir Joshua Reynolds
                    Dixon, Thomas, Jr., 1864-1946                             | Thomas Dixon Jr.
                    Orczy, Emmuska Orczy, Baroness, 1865-1947                 | Baroness Emmuska Orczy
                    Disraeli, Benjamin, Earl of Beaconsfield, 1804-1881       | Benjamin Disraeli
                    Montespan, Madame de, 1641-1707                           | Madame de Montespan
                    Goethe, Johann Wolfgang von, 1749-1832                    | Johann Wolfgang von Goethe
                    Levy, Steven, 1951-                                       | Steven Levy
                    Molière, 1622-1673                                        | Molière
                    Human Genome Project                                      | Human Genome Project
                    Lobo, Jerónimo, 1596?-1678; Morley, Henry [Editor]        | Jerónimo Lobo
                    Nemo, active 5th century                                  | Nemo
                    Saint, A.; Saint, A.                                      | A. Saint
                    """)
    void gutenbergAuthorsAreNamedAsPeopleSayThem(String authors, String read) {
        assertThat(Gutenberg.authors(row("Authors", authors))).isEqualTo(read);
    }

    @Test
    void gutenbergRowWithoutAuthorsSaysNothing() {
        assertThat(Gutenberg.authors(row("Authors", ""))).isEmpty();
    }

    @Test
    void gutenbergCategoryIsTheFirstShelfForBrowsing() {
        assertThat(
                        Gutenberg.category(
                                row(
                                        "Bookshelves",
                                        "Politics; Browsing: History - American; Browsing: Politics")))
                .isEqualTo("History - American");
        assertThat(Gutenberg.category(row("Bookshelves", "Politics"))).isEmpty();
        assertThat(Gutenberg.language(row("Language", "de; en"))).isEqualTo("de");
    }
}
