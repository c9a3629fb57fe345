package dev.cloudshelf.catalog.http;

import static dev.cloudshelf.catalog.http.BooksHttpTest.admin;
import static dev.cloudshelf.catalog.http.BooksHttpTest.api;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Imports of several batches, of which two are written at once. */
@QuarkusTest
@Tag("http")
class LongImportHttpTest {

    private static final int ROWS = 2_300;

    @BeforeEach
    void emptyShelves() {
        TestStore.empty();
    }

    private static String row(int number) {
        return "s:%1$d,Book %1$d,Somebody,,9.99,Fiction%n".formatted(number);
    }

    private static String file() {
        StringBuilder file = new StringBuilder("import_key,title,author,isbn,price,category\n");
        for (int number = 1; number <= ROWS; number++) {
            file.append(row(number));
            if (number == 10) {
                file.append("s:dune,Dune,Frank Herbert,9780441172719,9.99,Fiction\n");
            }
            if (number == 710) {
                file.append(",Dune (1965),Frank Herbert,9780441172719,9.99,Fiction\n");
            }
        }
        return file.toString();
    }

    /** The same book: by its key in one batch, by its ISBN alone in the next. */
    @Test
    void laterRowOfABookWinsAcrossBatches() {
        admin().contentType("text/csv")
                .body(file())
                .post("/books/import")
                .then()
                .statusCode(200)
                .body("created", equalTo(ROWS + 1))
                .body("updated", equalTo(1));

        api().get("/books/isbn/9780441172719")
                .then()
                .statusCode(200)
                .body("title", equalTo("Dune (1965)"));
    }
}
