package dev.cloudshelf.catalog.http;

import static dev.cloudshelf.catalog.http.BooksHttpTest.admin;
import static dev.cloudshelf.catalog.http.BooksHttpTest.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("http")
class BookAdminHttpTest {

    private static final String DUNE =
            """
            {"title": "Dune", "author": "Frank Herbert", "price": 9.99, "category": "Fiction",
             "isbn": "0-441-17271-7", "description": "Sand", "stock_quantity": 3}
            """;

    @BeforeEach
    void empty() {
        TestStore.empty();
    }

    private static RequestSpecification writing(String body) {
        return admin().contentType("application/json").body(body);
    }

    private static Response create() {
        return writing(DUNE).post("/books").then().statusCode(201).extract().response();
    }

    @Test
    void createdBookIsAtTheLocationHeader() {
        Response created = create();

        assertThat(created.header("ETag")).isEqualTo("\"v1\"");
        assertThat(created.header("Cache-Control")).isEqualTo("no-store");
        api().get(created.header("Location"))
                .then()
                .statusCode(200)
                .body("id", equalTo(created.path("id")))
                .body("isbn", equalTo("9780441172719"))
                .body("currency", equalTo("USD"))
                .body("language", nullValue())
                .body("stock_quantity", equalTo(3));
        api().queryParam("q", "herbert").get("/books").then().body("items", hasSize(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title|''",
                "title|null",
                "author|'  '",
                "price|null",
                "price|-1",
                "price|1.999",
                "price|100000000",
                "price|1e999999999",
                "category|null",
                "isbn|9780441172710",
                "isbn|12345",
                "currency|EUR",
                "image_url|javascript:x",
                "language|english",
                "published_year|99999",
                "average_rating|5.1",
                "ratings_count|-1",
                "stock_quantity|-1",
                "stock_quantity|10000000"
            })
    void badFieldIsNamed(String field, String value) {
        boolean bare = value.matches("null|-?[0-9].*") && !field.equals("isbn");
        String body =
                "{\"title\":\"T\",\"author\":\"A\",\"price\":1,\"category\":\"C\",\"%s\":%s}"
                        .formatted(field, bare ? value : "\"" + value + "\"");
        writing(body)
                .post("/books")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem(field));
    }

    private static List<Response> written(String field) {
        String path = "/books/" + create().path("id");
        String whole =
                "{\"title\":\"T\",\"author\":\"A\",\"price\":1,\"category\":\"C\",%s}"
                        .formatted(field);
        return List.of(
                writing(whole).post("/books"),
                writing(whole).header("If-Match", "*").put(path),
                writing("{" + field + "}").header("If-Match", "*").patch(path));
    }

    @ParameterizedTest
    @CsvSource({
        "price, 1e1, 10.0",
        "price, 1.25E+1, 12.5",
        "price, 250e-2, 2.5",
        "price, 10.000, 10.0",
        "average_rating, 4e0, 4.0"
    })
    void numberIsTakenByItsValueWhereverItIsWritten(String field, String number, float value) {
        for (Response response : written("\"%s\": %s".formatted(field, number))) {
            response.then().body(field, equalTo(value));
            assertThat(response.statusCode()).isIn(200, 201);
        }
        for (String type : List.of("text/csv", "application/x-ndjson")) {
            String row =
                    type.equals("text/csv")
                            ? "title,author,isbn,price,category,average_rating\nD,H,9780141439518,%s,F,%s"
                                    .formatted(
                                            field.equals("price") ? number : "1",
                                            field.equals("price") ? "" : number)
                            : "{\"title\":\"E\",\"author\":\"H\",\"isbn\":\"9780140449136\",\"category\":\"F\",%s\"%s\":%s}"
                                    .formatted(
                                            field.equals("price") ? "" : "\"price\":1,",
                                            field,
                                            number);
            admin().contentType(type)
                    .body(row.getBytes(StandardCharsets.UTF_8))
                    .post("/books/import")
                    .then()
                    .statusCode(200)
                    .body("created", equalTo(1));
            String isbn = type.equals("text/csv") ? "9780141439518" : "9780140449136";
            api().get("/books/isbn/" + isbn).then().body(field, equalTo(value));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"price\": 1e-3",
                "\"price\": 1e99",
                "\"price\": 1e999999999",
                "\"price\": \"1\"",
                "\"published_year\": 1e3",
                "\"published_year\": 1999.0",
                "\"stock_quantity\": 1e1",
                "\"stock_quantity\": 10000000",
                "\"stock_quantity\": 2147483648"
            })
    void numberIsRejectedWhereverItIsWritten(String field) {
        for (Response response : written(field)) {
            response.then().statusCode(400).contentType("application/problem+json");
        }
    }

    @Test
    void stockBeyondTheLimitIsRejectedWithTheCurrentStock() {
        String path = "/books/" + create().path("id") + "/stock";
        for (String body :
                List.of(
                        "{\"stock_quantity\":10000000}",
                        "{\"delta\":10000000}",
                        "{\"delta\":2147483647}",
                        "{\"delta\":2147483648}")) {
            writing(body).header("If-Match", "*").put(path).then().statusCode(400);
        }
        writing("{\"delta\":9999997}")
                .put(path)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/stock-limit"))
                .body("stock_quantity", equalTo(3))
                .body("stock_quantity_max", equalTo(9_999_999));
        writing("{\"delta\":9999996}")
                .put(path)
                .then()
                .statusCode(200)
                .body("stock_quantity", equalTo(9_999_999));
        admin().contentType("text/csv")
                .body("title,author,price,category,stock_quantity\nE,A,1,C,10000000\n")
                .post("/books/import")
                .then()
                .statusCode(200)
                .body("rejected_count", equalTo(1));
        admin().contentType("text/csv")
                .queryParam("default_stock_quantity", "10000000")
                .body("title,author,price,category\nE,A,1,C\n")
                .post("/books/import")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "1",
                "{\"title\": 1}",
                "{\"price\": \"1\"}",
                "{\"nonsense\": 1}",
                "{\"published_year\": 1.5}"
            })
    void invalidBookBodyIs400(String body) {
        writing(body).post("/books").then().statusCode(400);
        String path = "/books/" + create().path("id");
        writing(body).header("If-Match", "*").put(path).then().statusCode(400);
        if (!body.isEmpty()) {
            writing(body).header("If-Match", "*").patch(path).then().statusCode(400);
        }
    }

    @Test
    void isbnBelongsToOneBook() {
        create();
        writing(DUNE)
                .post("/books")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/isbn-taken"));
    }

    @Test
    void replacementNeedsTheETag() {
        String path = "/books/" + create().path("id");
        String body =
                "{\"title\":\"Dune\",\"author\":\"F. Herbert\",\"price\":8,\"category\":\"C\"}";

        writing(body).put(path).then().statusCode(428);
        writing(body).header("If-Match", "\"v9\"").put(path).then().statusCode(412);
        writing(body)
                .header("If-Match", "\"v1\"")
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"v2\"")
                .body("author", equalTo("F. Herbert"))
                .body("price", equalTo(8.0f))
                .body("isbn", nullValue())
                .body("description", nullValue())
                .body("stock_quantity", equalTo(3));
        writing(body)
                .header("If-Match", "*")
                .put("/books/" + new UUID(1, 1))
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/merge-patch+json", "application/json"})
    void patchChangesNamedFieldsOnly(String type) {
        String path = "/books/" + create().path("id");
        String patch = "{\"price\": 12345678.99, \"description\": null, \"language\": \"en\"}";

        admin().contentType(type).body(patch).patch(path).then().statusCode(428);
        admin().contentType(type)
                .header("If-Match", "\"v9\"")
                .body(patch)
                .patch(path)
                .then()
                .statusCode(412);
        Response patched =
                admin().contentType(type).header("If-Match", "\"v1\"").body(patch).patch(path);
        patched.then()
                .statusCode(200)
                .header("ETag", "\"v2\"")
                .body("title", equalTo("Dune"))
                .body("isbn", equalTo("9780441172719"))
                .body("description", nullValue())
                .body("language", equalTo("en"))
                .body("stock_quantity", equalTo(3));
        assertThat(patched.asString()).contains("\"price\":12345678.99");
        admin().contentType(type)
                .header("If-Match", "*")
                .body("{\"title\": null}")
                .patch(path)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("title"));
    }

    @Test
    void deletedBookIsGone() {
        String path = "/books/" + create().path("id");

        admin().delete(path).then().statusCode(428);
        admin().header("If-Match", "\"v9\"").delete(path).then().statusCode(412);
        admin().header("If-Match", "\"v1\"").delete(path).then().statusCode(204);
        api().get(path).then().statusCode(404);
        admin().header("If-Match", "*").delete(path).then().statusCode(404);
    }

    @Test
    void reservedBookIsNotDeleted() {
        String id = create().path("id");
        api().auth()
                .oauth2(TestTokens.service("order-service"))
                .contentType("application/json")
                .body("{\"lines\":[{\"book_id\":\"%s\",\"quantity\":1}]}".formatted(id))
                .put("/internal/stock-reservations/" + new UUID(7, 1))
                .then()
                .statusCode(200);
        admin().header("If-Match", "*")
                .delete("/books/" + id)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/book-reserved"));
    }

    @Test
    void auditLogNamesTheImporter() {
        for (String price : List.of("9.99", "8.99")) {
            admin().contentType("text/csv")
                    .body("title,author,price,category\nDune,Herbert," + price + ",Fiction\n")
                    .post("/books/import")
                    .then()
                    .statusCode(200);
        }
        String admin = new UUID(0, 1).toString();
        assertThat(TestStore.imports()).containsExactly(admin + " created 1");
        assertThat(TestStore.auditLog())
                .containsExactly("changed by " + admin + ": {\"price\": [9.99, 8.99]}");
    }

    @Test
    void auditLogNamesTheEditorOfEachChange() {
        String id = create().path("id");
        writing("{\"price\": 5}").header("If-Match", "*").patch("/books/" + id);
        writing("{\"delta\": 2}").put("/books/" + id + "/stock");
        writing("{\"stock_quantity\": 9}").header("If-Match", "*").put("/books/" + id + "/stock");
        admin().header("If-Match", "*").delete("/books/" + id);

        List<String> auditLog = TestStore.auditLog();
        String admin = new UUID(0, 1).toString();
        assertThat(auditLog).hasSize(5).allMatch(entry -> entry.contains(admin));
        assertThat(auditLog.subList(1, 4))
                .containsExactly(
                        "changed by " + admin + ": {\"price\": [9.99, 5.00]}",
                        "changed by " + admin + ": {\"stock_quantity\": [3, 5]}",
                        "changed by " + admin + ": {\"stock_quantity\": [5, 9]}");
    }

    @Test
    void onlyAdministratorsChangeBooks() {
        String path = "/books/" + create().path("id");
        String customer = TestTokens.customer(new UUID(0, 2));
        for (int status : List.of(401, 403)) {
            RequestSpecification caller = status == 401 ? api() : api().auth().oauth2(customer);
            caller.contentType("application/json").header("If-Match", "*").body(DUNE);
            assertThat(
                            List.of(
                                    caller.post("/books").statusCode(),
                                    caller.put(path).statusCode(),
                                    caller.patch(path).statusCode(),
                                    caller.delete(path).statusCode()))
                    .containsOnly(status);
        }
        api().get(path).then().statusCode(200);
    }
}
