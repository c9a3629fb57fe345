package dev.cloudshelf.catalog.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cloudshelf.testkit.ApiConformance;
import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.filter.Filter;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("http")
class BooksHttpTest {

    private static final Filter CONFORMANCE = ApiConformance.ofThisService();
    private static final String ADMIN = TestTokens.admin(new UUID(0, 1));

    @BeforeEach
    void threeBooks() {
        TestStore.empty();
        admin().contentType("text/csv")
                .body(
                        """
                        title,author,isbn,price,category,description,language,published_year,stock_quantity
                        Dune,Frank Herbert,9780441172719,9.99,Science Fiction,Sand and spice,en,1965,3
                        Emma,Jane Austen,,7.50,Classics,,en,1815,0
                        Ulysses,James Joyce,9780679722762,17.00,Classics,One day in Dublin,en,1922,7
                        """)
                .post("/books/import")
                .then()
                .statusCode(200)
                .body("created", equalTo(3));
    }

    static RequestSpecification api() {
        return given().filter(CONFORMANCE);
    }

    static RequestSpecification admin() {
        return api().auth().oauth2(ADMIN);
    }

    private static String idOf(String isbn) {
        return api().get("/books/isbn/" + isbn).then().statusCode(200).extract().path("id");
    }

    @Test
    void bookHasEveryFieldOfTheContract() {
        api().get("/books/isbn/978-0-441-17271-9")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("ETag", "\"v1\"")
                .header("Cache-Control", startsWith("public"))
                .header("X-Request-Id", notNullValue())
                .body("id", matchesPattern("[0-9a-f]{8}-[0-9a-f]{4}-7.*"))
                .body("title", equalTo("Dune"))
                .body("author", equalTo("Frank Herbert"))
                .body("isbn", equalTo("9780441172719"))
                .body("price", equalTo(9.99f))
                .body("currency", equalTo("USD"))
                .body("category", equalTo("Science Fiction"))
                .body("image_url", nullValue())
                .body("published_year", equalTo(1965))
                .body("stock_quantity", equalTo(3))
                .body("created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT.*Z"));
    }

    @Test
    void priceHasTwoDecimalsOnTheWire() {
        assertThat(api().get("/books/isbn/9780679722762").asString()).contains("\"price\":17.00,");
    }

    @Test
    void isbn10IsFoundToo() {
        api().get("/books/isbn/0441172717").then().statusCode(200).body("title", equalTo("Dune"));
        api().get("/books/isbn/0441172718").then().statusCode(400);
        api().get("/books/isbn/9780306406157").then().statusCode(404);
    }

    @Test
    void unchangedBookIsNotSentAgain() {
        String path = "/books/" + idOf("9780441172719");
        String tag = api().get(path).header("ETag");

        given().header("If-None-Match", tag).get(path).then().statusCode(304).header("ETag", tag);
        api().header("If-None-Match", "\"v999\"").get(path).then().statusCode(200);
    }

    @Test
    void unknownBookIs404AsAProblem() {
        api().header("X-Request-Id", "abc-123")
                .get("/books/" + new UUID(1, 2))
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .header("X-Request-Id", "abc-123")
                .body("type", equalTo("/problems/not-found"))
                .body("instance", equalTo("abc-123"));
        api().get("/books/not-an-id").then().statusCode(404);
    }

    @Test
    void searchFindsAndFilters() {
        api().queryParam("q", "joyce")
                .get("/books")
                .then()
                .statusCode(200)
                .body("items.title", equalTo(List.of("Ulysses")))
                .body("next_cursor", nullValue());
        api().queryParam("category", "Classics")
                .get("/books")
                .then()
                .body("items.title", equalTo(List.of("Emma", "Ulysses")));
        api().queryParam("category", "Classics")
                .queryParam("in_stock", true)
                .get("/books")
                .then()
                .body("items.title", equalTo(List.of("Ulysses")));
    }

    @Test
    void descriptionsAreSearchedAndPricesAreSorted() {
        assumeTrue(TestStore.searchEverything());
        api().queryParam("q", "dublin")
                .get("/books")
                .then()
                .body("items.title", equalTo(List.of("Ulysses")));
        api().queryParam("sort", "-price")
                .get("/books")
                .then()
                .body("items.title", equalTo(List.of("Ulysses", "Dune", "Emma")));
    }

    @Test
    void booksAreReadByTheirIdsInTheirOrder() {
        String dune = idOf("9780441172719");
        String ulysses = idOf("9780679722762");
        api().queryParam("ids", "%s,%s,%s".formatted(ulysses, new UUID(1, 2), dune))
                .get("/books")
                .then()
                .statusCode(200)
                .header("Cache-Control", startsWith("public"))
                .body("items.id", equalTo(List.of(ulysses, dune)))
                .body("items.stock_quantity", equalTo(List.of(7, 3)))
                .body("next_cursor", nullValue());
        api().queryParam("ids", dune + "," + dune)
                .get("/books")
                .then()
                .body("items.id", equalTo(List.of(dune)));
        api().queryParam("ids", new UUID(1, 2)).get("/books").then().body("items", hasSize(0));
    }

    @Test
    void hundredIdsAreReadAndOneMoreIsRejected() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(new UUID(1, i).toString());
        }
        // As cart-service calls it: with every comma escaped, which makes the longest request line.
        api().urlEncodingEnabled(false)
                .get("/books?ids=" + String.join("%2C", ids))
                .then()
                .statusCode(200);
        ids.add(new UUID(2, 1).toString());
        api().queryParam("ids", String.join(",", ids))
                .get("/books")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("ids"));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "1-1-1-1-1", "x", "00000000-0000-0000-0000-000000000001,"})
    void malformedIdsAreRejected(String ids) {
        api().queryParam("ids", ids)
                .get("/books")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("ids"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=dune",
                "category=Classics",
                "author=x",
                "language=en",
                "min_price=1",
                "max_price=1",
                "in_stock=true",
                "sort=title",
                "limit=5",
                "cursor=x"
            })
    void idsAllowNoOtherParameter(String other) {
        api().get("/books?ids=" + new UUID(1, 2) + "&" + other)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("ids"));
    }

    @Test
    void pagesLeadThroughTheWholeListOnce() {
        List<String> titles = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            var page =
                    api().queryParam("limit", 1)
                            .queryParam("cursor", cursor)
                            .get("/books")
                            .then()
                            .statusCode(200)
                            .extract();
            titles.addAll(page.path("items.title"));
            cursor = page.path("next_cursor");
        }
        assertThat(titles).containsExactly("Dune", "Emma", "Ulysses");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0", "limit=101", "limit=abc", "limit=-1", "limit=99999999999",
                "sort=cheapest", "min_price=abc", "cursor=xyz", "cursor=%00", "in_stock=%FF&limit=x"
            })
    void badParameterIs400(String query) {
        given().filter(CONFORMANCE)
                .urlEncodingEnabled(false)
                .get("/books?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void searchTextBeyondItsLimitIs400() {
        api().queryParam("q", "a".repeat(201))
                .get("/books")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("q"));
        api().queryParam("q", "a".repeat(200)).get("/books").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%27%3B--", "%FF%FE", "%F0%9F%98%80", "%22", "%5C", "a%26%7C!"})
    void searchTextOfAnyBytesIsSafe(String q) {
        given().filter(CONFORMANCE)
                .urlEncodingEnabled(false)
                .get("/books?q=" + q)
                .then()
                .statusCode(200);
    }

    @Test
    void cursorOfAnotherListIs400() {
        String cursor =
                api().queryParam("limit", 1).get("/books").then().extract().path("next_cursor");

        api().queryParam("cursor", cursor)
                .queryParam("sort", "newest")
                .get("/books")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/bad-cursor"));
        api().queryParam("cursor", cursor.substring(1)).get("/books").then().statusCode(400);
    }

    @Test
    void categoriesHaveTheirCounts() {
        api().get("/categories")
                .then()
                .statusCode(200)
                .body("items.category", equalTo(List.of("Classics", "Science Fiction")))
                .body("items.count", equalTo(List.of(2, 1)))
                .body("next_cursor", nullValue());
        String cursor =
                api().queryParam("limit", 1)
                        .get("/categories")
                        .then()
                        .extract()
                        .path("next_cursor");
        api().queryParam("cursor", cursor)
                .get("/categories")
                .then()
                .body("items.category", equalTo(List.of("Science Fiction")));
    }

    @Test
    void absoluteStockNeedsTheETag() {
        String path = "/books/" + idOf("9780441172719") + "/stock";

        admin().contentType("application/json")
                .body("{\"stock_quantity\":9}")
                .put(path)
                .then()
                .statusCode(428);
        admin().contentType("application/json")
                .header("If-Match", "\"v1\"")
                .body("{\"stock_quantity\":9}")
                .put(path)
                .then()
                .statusCode(200)
                .body("stock_quantity", equalTo(9))
                .header("ETag", "\"v2\"");
        admin().contentType("application/json")
                .header("If-Match", "\"v1\"")
                .body("{\"stock_quantity\":10}")
                .put(path)
                .then()
                .statusCode(412);
        admin().contentType("application/json")
                .header("If-Match", "*")
                .body("{\"stock_quantity\":10}")
                .put(path)
                .then()
                .statusCode(200);
    }

    @Test
    void deltaNeedsNoETagAndNeverGoesBelowZero() {
        String path = "/books/" + idOf("9780441172719") + "/stock";

        admin().contentType("application/json")
                .body("{\"delta\":-3}")
                .put(path)
                .then()
                .statusCode(200)
                .body("stock_quantity", equalTo(0));
        admin().contentType("application/json")
                .body("{\"delta\":-1}")
                .put(path)
                .then()
                .statusCode(409)
                .body("type", endsWith("/stock-out-of-range"))
                .body("stock_quantity", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"stock_quantity\":1,\"delta\":1}",
                "{\"stock_quantity\":-1}",
                "{\"stock_quantity\":1.5}",
                "{\"delta\":\"x\"}",
                "{\"delta\":99999999999}",
                "[]",
                "null",
                "{",
                "{\"nonsense\":1}"
            })
    void badStockIs400(String body) {
        admin().contentType("application/json")
                .header("If-Match", "\"v1\"")
                .body(body)
                .put("/books/" + idOf("9780441172719") + "/stock")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void stockAndImportAreForAdministrators() {
        String path = "/books/" + idOf("9780441172719") + "/stock";
        String customer = TestTokens.customer(new UUID(0, 2));

        api().contentType("application/json")
                .body("{\"delta\":1}")
                .put(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer");
        api().auth()
                .oauth2(customer)
                .contentType("application/json")
                .body("{\"delta\":1}")
                .put(path)
                .then()
                .statusCode(403);
        api().auth()
                .oauth2(customer)
                .contentType("text/csv")
                .body("title,author\n")
                .post("/books/import")
                .then()
                .statusCode(403);
        api().auth()
                .oauth2(ADMIN + "x")
                .contentType("text/csv")
                .body("title,author\n")
                .post("/books/import")
                .then()
                .statusCode(401);
    }

    @Test
    void everyErrorOfTheFrameworkIsAProblem() {
        given().get("/nothing/here").then().statusCode(404).contentType("application/problem+json");
        given().delete("/categories")
                .then()
                .statusCode(405)
                .contentType("application/problem+json");
        admin().contentType("text/plain")
                .body("x")
                .post("/books/import")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        given().accept("image/png")
                .get("/books")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
        given().auth()
                .oauth2(ADMIN)
                .contentType("application/json")
                .body("x".repeat(70_000))
                .put("/books/" + new UUID(1, 1) + "/stock")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @Test
    void importReportsEachRejectedRowWithItsLine() {
        admin().contentType("text/csv; charset=utf-8")
                .body(
                        """
                        title,author,isbn,price,category
                        "A title
                        in two lines",Somebody,,1.00,New
                        ,Nobody,,1.00,New
                        Dune,Frank Herbert,9780441172719,9.99,Science Fiction
                        Wrong,Somebody,9780441172710,1.00,New
                        Float,Somebody,9.78043902348e+12,1.00,New
                        No price,Somebody,,,New
                        Too,many,,1.00,New,columns
                        """)
                .post("/books/import")
                .then()
                .statusCode(200)
                .body("created", equalTo(1))
                .body("unchanged", equalTo(1))
                .body("updated", equalTo(0))
                .body("rejected_count", equalTo(5))
                .body("rejected.line", equalTo(List.of(4, 6, 7, 8, 9)))
                .body("rejected[0].reason", equalTo("title is missing"))
                .body("complete", equalTo(true));
        api().queryParam("category", "New")
                .get("/books")
                .then()
                .body("items.title", equalTo(List.of("A title in two lines")));
    }

    @Test
    void ndjsonIsTakenWithDefaults() {
        String body =
                """
                {"title":"One","author":"A","price":1.50,"import_key":"t:1"}
                {"title":"Two","author":"A","stock_quantity":4,"import_key":"t:2"}

                {"title":"Three","author":"A"
                {"title":"Four","author":"A","publisher":"X"}
                {"title":"Five","author":["A"]}
                {"title":"One","author":"A","import_key":"t:1"}
                """;
        for (int created : List.of(2, 0)) {
            admin().contentType("application/x-ndjson")
                    .queryParam("default_price", "3.00")
                    .queryParam("default_stock_quantity", 2)
                    .queryParam("default_category", "New")
                    .body(body.getBytes(StandardCharsets.UTF_8))
                    .post("/books/import")
                    .then()
                    .statusCode(200)
                    .body("created", equalTo(created))
                    .body("unchanged", equalTo(2 - created))
                    .body("rejected.line", equalTo(List.of(4, 5, 6, 7)));
        }
        api().queryParam("category", "New")
                .get("/books")
                .then()
                .body("items.title", containsInAnyOrder("One", "Two"))
                .body("items.find{it.title=='One'}.price", equalTo(1.5f))
                .body("items.find{it.title=='One'}.stock_quantity", equalTo(2))
                .body("items.find{it.title=='Two'}.price", equalTo(3.0f))
                .body("items.find{it.title=='Two'}.stock_quantity", equalTo(4));
    }

    @Test
    void brokenCsvIsReportedByLineAndEarlierRowsAreKept() {
        admin().contentType("text/csv")
                .body(
                        "title,author,price,category\nFirst,A,1.00,New\n\"Second,A,1.00,New\nThird,A,1,New\n")
                .post("/books/import")
                .then()
                .statusCode(200)
                .body("created", equalTo(1))
                .body("complete", equalTo(false))
                .body("rejected.line", equalTo(List.of(3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "title\nx\n", "title,author,publisher\n", "\u0000"})
    void badHeaderIs400(String csv) {
        admin().contentType("text/csv").body(csv).post("/books/import").then().statusCode(400);
    }

    @Test
    void badDefaultIs400() {
        admin().contentType("text/csv")
                .queryParam("default_price", "-1")
                .body("title,author\n")
                .post("/books/import")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("default_price"));
    }

    @Test
    void longImportIsStreamedAndRepeatsWithoutEffect() {
        StringBuilder csv = new StringBuilder("title,author,price,category\n");
        for (int i = 0; i < 3_000; i++) {
            csv.append("Volume ").append(i).append(",Somebody,1.00,Long\n");
        }
        assertThat(csv.length()).isGreaterThan(65_536);
        admin().contentType("text/csv")
                .body(csv.toString())
                .post("/books/import")
                .then()
                .statusCode(200)
                .body("created", equalTo(3_000));
        admin().contentType("text/csv")
                .body(csv.toString())
                .post("/books/import")
                .then()
                .statusCode(200)
                .body("created", equalTo(0))
                .body("unchanged", equalTo(3_000));
    }

    @Test
    void definitionNamesNoServerAndHasEveryPath() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("openapi", equalTo("3.0.3"))
                .body("paths.keySet()", hasItem("/books/{id}"))
                .body("paths.keySet()", not(hasItem("/q/health")))
                .body("paths.'/books'.get.operationId", equalTo("listBooks"))
                .body("paths.keySet()", hasSize(11));
    }
}
