package dev.cloudshelf.openapi;

import static dev.cloudshelf.openapi.Samples.json;
import static dev.cloudshelf.openapi.Samples.operation;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HouseStyleTest {

    private static final String GOOD = operation("book", "Book");

    @Test
    void aProperOperationIsToOurLiking() {
        assertThat(HouseStyle.findings(json("{'paths': {'/books': {'get': %s}}}".formatted(GOOD))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    'operationId': 'book',           | | has no operationId
                    'summary': 'Does it',            | 'summary': ' ', | has no summary
                    'tags': ['Books'],               | | has no tag
                    'tags': ['Books'],               | 'tags': ['Book Resource'], | choose one with @Tag
                    'security': [{'bearer': []}],    | | does not say who may call it
                    application/problem+json         | application/json | has no default response
                    , 'example': {'id': 1}           | | has no example of its answer in application/json
                    , 'examples': {}                 | | has no example of its problem in application/problem+json
                    'summary': 'Does it',            | 'summary': 'x', 'requestBody': {'content': {'text/csv': {}}}, | has no example of its request in text/csv
                    '404':                           | '304': | names no problem that its caller can cause
                    schemas/Problem                  | schemas/Book | has no default response
                    'summary': 'Does it',            | 'summary': 'x', 'parameters': [{'name': 'minPrice', 'in': 'query'}], | not snake_case: minPrice
                    """)
    void aDepartureIsNamed(String part, String instead, String finding) {
        String bad = GOOD.replace(part, instead == null ? "" : instead);

        assertThat(bad).isNotEqualTo(GOOD);
        assertThat(HouseStyle.findings(json("{'paths': {'/books': {'get': %s}}}".formatted(bad))))
                .singleElement()
                .asString()
                .startsWith("GET /books ")
                .contains(finding);
    }

    @Test
    void aTagSaysWhatItIsAbout() {
        assertThat(
                        HouseStyle.findings(
                                json(
                                        "{'tags': [{'name': 'books', 'description': 'Finding books'}, {'name': 'cart'}]}")))
                .containsExactly("the tag 'cart' has no description");
    }

    @Test
    void twoOperationsDoNotShareAnId() {
        assertThat(
                        HouseStyle.findings(
                                json(
                                        "{'paths': {'/books': {'get': %s, 'post': %s}}}"
                                                .formatted(GOOD, GOOD))))
                .containsExactly("POST /books shares its operationId with another operation");
    }

    @Test
    void aVariableOfThePathIsDeclared() {
        assertThat(
                        HouseStyle.findings(
                                json("{'paths': {'/books/{id}': {'get': %s}}}".formatted(GOOD))))
                .containsExactly("GET /books/{id} does not declare {id}");
    }

    @Test
    void fieldsAreSnakeCaseAtAnyDepth() {
        assertThat(
                        HouseStyle.findings(
                                json(
                                        "{'components': {'schemas': {'Cart': {'properties': {'items': {'items': {'properties': {'bookTitle': {}, 'isbn13': {}}}}}}}}}")))
                .containsExactly(
                        "/components/schemas/Cart/properties/items/items/properties/bookTitle is not snake_case");
    }

    @Test
    void pathsThatMatchTheSameRequestAreFound() {
        assertThat(HouseStyle.findings(json("{'paths': {'/books/{id}': {}, '/books/{isbn}': {}}}")))
                .containsExactly("/books/{isbn} and /books/{id} match the same requests");
    }

    @ParameterizedTest
    @CsvSource({"/internal/carts", "/q/health", "/{anything}/x"})
    void privatePathsAreFound(String path) {
        assertThat(HouseStyle.findings(json("{'paths': {'%s': {}}}".formatted(path))))
                .containsExactly(path + " must not pass the gateway");
    }
}
