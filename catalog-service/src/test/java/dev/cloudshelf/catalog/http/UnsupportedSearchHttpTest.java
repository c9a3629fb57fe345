package dev.cloudshelf.catalog.http;

import static dev.cloudshelf.catalog.http.BooksHttpTest.api;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches that the DynamoDB store does not support. */
@QuarkusTest
@Tag("http")
class UnsupportedSearchHttpTest {

    @BeforeEach
    void onDynamoDb() {
        assumeFalse(TestStore.searchEverything());
    }

    @ParameterizedTest
    @CsvSource({
        "sort=price, sort, 'title,newest'",
        "sort=-price, sort, 'title,newest'",
        "sort=rating, sort, 'title,newest'",
        "sort=bestselling, sort, 'title,newest'",
        "sort=title&q=dune, sort, relevance",
        "sort=newest&q=dune, sort, relevance",
        "facets=true, facets, false",
        "facets=true&q=dune, facets, false"
    })
    void unsupportedSearchIs400WithTheSupportedValues(String query, String field, String taken) {
        api().get("/books?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/beyond-phase"))
                .body("detail", containsString(field))
                .body("field", equalTo(field))
                .body("taken", equalTo(List.of(taken.split(",", -1))));
    }
}
