package dev.cloudshelf.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.BookRow.ParseResult;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookRowTest {

    @Test
    void lineBreaksInATitleBecomeBlanks() {
        assertThat(draft("title", "The Bill of Rights\r\nThe Ten\u00a0Amendments").title())
                .isEqualTo("The Bill of Rights The Ten Amendments");
    }

    @Test
    void isbn10BecomesIsbn13() {
        assertThat(draft("isbn", "0-439-02348-3").isbn()).hasToString("9780439023481");
    }

    @Test
    void floatingPointIsbnIsRejected() {
        assertThat(reason("isbn", "9.78043902348e+12")).contains("floating-point");
    }

    @Test
    void blankFieldSaysNothing() {
        BookDraft draft = draft("price", "  ");

        assertThat(draft.price()).isNull();
        assertThat(draft.category()).isNull();
        assertThat(draft.stockQuantity()).isNull();
    }

    @Test
    void numbersThatAreWholeMayHaveDecimals() {
        assertThat(draft("published_year", "2008.0").publishedYear()).isEqualTo(2008);
        assertThat(draft("published_year", "-750.0").publishedYear()).isEqualTo(-750);
    }

    @Test
    void pricesAreExact() {
        assertThat(draft("price", "12.5").price()).isEqualTo("12.50");
    }

    @ParameterizedTest
    @CsvSource({
        "title, '', title is missing",
        "author, '   ', author is missing",
        "isbn, 9780439023482, isbn 9780439023482 has a wrong length or check digit",
        "isbn, 12345, isbn 12345 has a wrong length or check digit",
        "price, -1, price -1 is not between 0.00 and 99999999.99",
        "price, 1.999, price 1.999 has more than two decimals",
        "price, abc, price 'abc' is not a number",
        "price, 1e9, price 1E+9 is not between 0.00 and 99999999.99",
        "stock_quantity, 1.5, stock_quantity 1.5 is not a whole number",
        "stock_quantity, -1, stock_quantity -1 is not between 0 and 9999999",
        "average_rating, 5.01, average_rating 5.01 is not between 0 and 5",
        "language, english, language 'english' is not an ISO 639 code",
        "image_url, javascript:alert(1), image_url is not a web address",
        "published_year, 99999, published_year 99999 is not between -3000 and 2100",
    })
    void badFieldIsNamed(String field, String value, String reason) {
        assertThat(reason(field, value)).isEqualTo(reason);
    }

    @Test
    void tooLongTitleIsRejected() {
        assertThat(draft("title", "x".repeat(500)).title()).hasSize(500);
        assertThat(reason("title", "x".repeat(501))).contains("more than 500 characters");
    }

    @Test
    void identityIsKeyThenIsbnThenTitleAndAuthor() {
        assertThat(draft("import_key", "goodbooks:1").identity()).isEqualTo("key goodbooks:1");
        assertThat(draft("isbn", "0439023483").identity()).isEqualTo("isbn 9780439023481");
        assertThat(draft("title", "DUNE").identity()).isEqualTo(draft("title", "Dune").identity());
    }

    private static Map<String, String> row(String field, String value) {
        Map<String, String> fields =
                new HashMap<>(Map.of("title", "Dune", "author", "Frank Herbert"));
        fields.put(field, value);
        return fields;
    }

    private static BookDraft draft(String field, String value) {
        return ((ParseResult.Parsed) new BookRow(1, row(field, value)).parse()).draft();
    }

    private static String reason(String field, String value) {
        return ((ParseResult.Invalid) new BookRow(1, row(field, value)).parse()).reason();
    }
}
