package dev.cloudshelf.openapi;

import static dev.cloudshelf.openapi.Samples.catalog;
import static dev.cloudshelf.openapi.Samples.json;
import static dev.cloudshelf.openapi.Samples.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExamplesTest {

    private static final String PROBLEMS =
            """
            {'not-found': {'title': 'There is nothing here', 'status': 404, 'detail': 'No such book.'},
             'isbn-taken': {'title': 'Taken', 'status': 409, 'detail': 'Take another.'},
             'book-reserved': {'title': 'Held', 'status': 409, 'detail': 'Wait.', 'copies': 2},
             'unauthenticated': {'title': 'Sign in', 'status': 401, 'detail': 'Send a token.'},
             'forbidden': {'title': 'Not you', 'status': 403, 'detail': 'Send another.'},
             'internal': {'title': 'Our fault', 'status': 500, 'detail': 'We look.'},
             'never': {'title': 'Of no operation', 'status': 418, 'detail': 'Not here.'}}
            """;

    private final Examples examples = new Examples(new KnownProblems(json(PROBLEMS)));

    @Test
    void anAnswerStandsBesideItsSchemaWithTheZerosOfItsMoney() throws IOException {
        examples.add("book.yaml", "answer: {id: a1, price: 8.50, day: 2026-11-20}");

        String shared = DefinitionFile.render(book());

        assertThat(shared).contains("example:\n", "id: a1\n", "price: 8.50\n");
        // Else a reader of YAML 1.1 takes it for a date, which JSON does not have.
        assertThat(shared).contains("day: \"2026-11-20\"\n");
    }

    @Test
    void aRequestIsThatOfItsFormToo() throws IOException {
        examples.add("book.yaml", "request: {title: Emma}");
        ObjectNode shared =
                shop(
                        withBody(
                                "'application/json': {}, 'application/x-www-form-urlencoded': {}, 'text/csv': {}"));

        examples.addTo(shared);

        String content = shared.at("/paths/~1books/get/requestBody/content").toString();
        assertThat(content)
                .contains("\"application/json\":{\"example\":{\"title\":\"Emma\"}}")
                .contains(
                        "\"application/x-www-form-urlencoded\":{\"example\":{\"title\":\"Emma\"}}")
                .contains("\"text/csv\":{}");
    }

    @Test
    void aTextStandsThereAsItIs() throws IOException {
        examples.add("book.csv", "title,price\nEmma,8.50\n");
        ObjectNode shared = shop(withBody("'text/csv': {}"));

        examples.addTo(shared);

        assertThat(shared.at("/paths/~1books/get/requestBody/content/text~1csv/example").asText())
                .isEqualTo("title,price\nEmma,8.50\n");
    }

    @Test
    void problemsOfOneStatusShareAnAnswer() throws IOException {
        examples.add("book.yaml", "problems: [isbn-taken, book-reserved]");

        ObjectNode shared = book();

        assertThat(shared.at("/paths/~1books/get/responses/409").toString())
                .contains("\"description\":\"Held; or: Taken\"")
                .contains(
                        "\"isbn-taken\":{\"$ref\":\"#/components/examples/isbn-taken\"}",
                        "\"book-reserved\":{\"$ref\":\"#/components/examples/book-reserved\"}");
        assertThat(shared.at("/components/examples/book-reserved/value").toString())
                .startsWith("{\"type\":\"/problems/book-reserved\",\"title\":\"Held\"")
                .contains("\"copies\":2");
    }

    @Test
    void whoeverHasToShowATokenMayShowABadOne() throws IOException {
        ObjectNode shared = book();

        assertThat(shared.at("/paths/~1books/get/responses/401/$ref").asText())
                .isEqualTo("#/components/responses/unauthenticated");
        assertThat(shared.at("/paths/~1books/get/responses/403/$ref").asText())
                .isEqualTo("#/components/responses/forbidden");
        assertThat(shared.at("/components/responses").has("unauthenticated")).isTrue();

        ObjectNode open =
                shop(
                        operation("book", "Problem")
                                .replace("[{'bearer': []}]", "[{'bearer': []}, {}]"));
        examples.addTo(open);

        assertThat(open.at("/paths/~1books/get/responses").has("401")).isFalse();
    }

    @Test
    void whatTheServiceSaysItselfStays() throws IOException {
        examples.add("book.yaml", "problems: [not-found]");

        assertThat(book().at("/paths/~1books/get/responses/404/description").asText())
                .isEqualTo("There is none");
    }

    @Test
    void problemsThatNobodyAnswersAreLeftOut() throws IOException {
        assertThat(book().path("components").toString()).doesNotContain("never");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    books.yaml | answer: {}          | not there: [books]
                    book.yaml  | request: {}         | has a request nobody sends
                    book.yaml  | anwser: {}          | knows no anwser
                    book.yaml  | problems: [no-such] | no problem 'no-such'
                    book.csv   | title               | takes and gives no text/csv
                    book.txt   | title               | is of no kind that is known
                    """)
    void anExampleThatNobodyWouldReadIsRefused(String file, String content, String complaint) {
        assertThatThrownBy(
                        () -> {
                            examples.add(file, content);
                            book();
                        })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    private ObjectNode book() {
        ObjectNode shared = shop(operation("book", "Problem"));
        examples.addTo(shared);
        return shared;
    }

    private static ObjectNode shop(String operation) {
        return Merger.merge(List.of(catalog("'/books': {'get': %s}".formatted(operation), "")));
    }

    private static String withBody(String content) {
        return operation("book", "Problem")
                .replace(
                        "'responses'",
                        "'requestBody': {'content': {%s}}, 'responses'".formatted(content));
    }
}
