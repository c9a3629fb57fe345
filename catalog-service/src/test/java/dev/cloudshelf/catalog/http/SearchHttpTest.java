package dev.cloudshelf.catalog.http;

import static dev.cloudshelf.catalog.http.BooksHttpTest.admin;
import static dev.cloudshelf.catalog.http.BooksHttpTest.api;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("http")
class SearchHttpTest {

    @BeforeEach
    void someBooks() {
        TestStore.empty();
        StringBuilder csv = new StringBuilder("title,author,price,category,language\n");
        csv.append("Dune,Frank Herbert,9.99,Science Fiction,en\n");
        csv.append("Dune Messiah,Frank Herbert,4.99,Science Fiction,en\n");
        csv.append("Emma,Jane Austen,60.00,Classics,fr\n");
        for (int i = 0; i < 30; i++) {
            csv.append("Atlas of Volume ").append(i).append(",Somebody,5.00,Maps,en\n");
        }
        admin().contentType("text/csv")
                .body(csv.toString())
                .post("/books/import")
                .then()
                .body("created", equalTo(33));
    }

    private static String idOf(String title) {
        return api().queryParam("q", title).get("/books").path("items[0].id");
    }

    @Test
    void typoIsForgiven() {
        assumeTrue(TestStore.searchEverything());
        api().queryParam("q", "Dnue")
                .get("/books")
                .then()
                .statusCode(200)
                .body("items.title", equalTo(List.of("Dune", "Dune Messiah")));
    }

    @Test
    void facetsAgreeWithTheirFilters() {
        assumeTrue(TestStore.searchEverything());
        api().queryParam("facets", true)
                .queryParam("q", "dune")
                .get("/books")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("facets.category", hasSize(1))
                .body("facets.category[0].value", equalTo("Science Fiction"))
                .body("facets.category[0].count", equalTo(2))
                .body("facets.language[0].value", equalTo("en"))
                .body("facets.price.min", equalTo(List.of(0.0f, 5.0f)))
                .body("facets.price.max", equalTo(List.of(4.99f, 9.99f)))
                .body("facets.price.count", equalTo(List.of(1, 1)))
                .body("facets.at_least", equalTo(false));
        api().queryParam("facets", true)
                .queryParam("min_price", 50)
                .get("/books")
                .then()
                .body("facets.category.value", equalTo(List.of("Classics")))
                .body("facets.price[0].max", nullValue());
        api().get("/books").then().body("$", not(hasKey("facets")));
        api().queryParam("facets", true)
                .queryParam("ids", idOf("Emma"))
                .get("/books")
                .then()
                .statusCode(400);
    }

    @Test
    void facetsAreTheSameOnEveryPage() {
        assumeTrue(TestStore.searchEverything());
        var first = api().queryParam("facets", true).queryParam("q", "atlas").get("/books");
        api().queryParam("facets", true)
                .queryParam("q", "atlas")
                .queryParam("cursor", first.<String>path("next_cursor"))
                .get("/books")
                .then()
                .statusCode(200)
                .body("items", hasSize(10))
                .body("facets", equalTo(first.path("facets")));
    }

    @Test
    void suggestionsMatchTheTypedBeginning() {
        api().queryParam("q", "du")
                .get("/books/suggestions")
                .then()
                .statusCode(200)
                .header("Cache-Control", startsWith("public"))
                .body("items.text", equalTo(List.of("Dune", "Dune Messiah")))
                .body("items[0].kind", equalTo("title"))
                .body("items[0].book_id", equalTo(idOf("Dune")));
        api().queryParam("q", "herb")
                .get("/books/suggestions")
                .then()
                .body("items.kind", equalTo(List.of("author")))
                .body("items.text", equalTo(List.of("Frank Herbert")));
        api().get("/books/suggestions").then().statusCode(400);
        api().queryParam("q", "a".repeat(201)).get("/books/suggestions").then().statusCode(400);
    }

    @Test
    void relatedBooksAreThoseOfTheAuthorFirst() {
        api().get("/books/{id}/related", idOf("Dune"))
                .then()
                .statusCode(200)
                .body("items.title", equalTo(List.of("Dune Messiah")))
                .body("next_cursor", nullValue());
        api().get("/books/00000000-0000-0000-0000-000000000001/related").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/books", "/books?q=dnue", "/books?q=atlas&facets=true&limit=5"})
    void unchangedPageIsNotSentAgain(String path) {
        assumeTrue(TestStore.searchEverything() || path.equals("/books"));
        String tag = api().get(path).then().statusCode(200).extract().header("ETag");
        assertThat(tag).startsWith("W/\"");

        given().header("If-None-Match", tag).get(path).then().statusCode(304);
        admin().contentType("application/json")
                .body("{\"delta\":1}")
                .put("/books/{id}/stock", path.contains("atlas") ? idOf("atlas") : idOf("Dune"))
                .then()
                .statusCode(200);
        int again = given().header("If-None-Match", tag).get(path).statusCode();
        assertThat(again).isEqualTo(path.equals("/books") ? 304 : 200);
    }

    @Test
    void listsAreCompressedOnRequest() {
        RestAssuredConfig raw =
                RestAssuredConfig.config()
                        .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());
        Response plain = given().config(raw).get("/books");
        Response packed = given().config(raw).header("Accept-Encoding", "gzip").get("/books");

        assertThat(plain.header("Content-Encoding")).isNull();
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.header("Vary")).isEqualToIgnoringCase("Accept-Encoding");
        assertThat(packed.asByteArray().length * 3).isLessThan(plain.asByteArray().length);
        given().config(raw)
                .header("Accept-Encoding", "gzip")
                .get("/books/" + idOf("Dune"))
                .then()
                .statusCode(200)
                .header("Content-Encoding", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"relevance", "title", "price", "-price", "newest", "bestselling", "rating"})
    void everySortIsPagedWithTamperProofCursors(String sort) {
        assumeTrue(TestStore.searchEverything() || sort.equals("relevance"));
        List<String> ids = new ArrayList<>();
        String cursor = "";
        String second = "";
        while (cursor != null) {
            Response page =
                    api().queryParam("q", "atlas")
                            .queryParam("sort", sort)
                            .queryParam("limit", 7)
                            .queryParam("cursor", cursor)
                            .get("/books");
            ids.addAll(page.path("items.id"));
            cursor = page.path("next_cursor");
            second = second.isEmpty() ? cursor : second;
        }
        assertThat(ids).hasSize(30).doesNotHaveDuplicates();

        Random random = new Random(sort.hashCode());
        for (int i = 0; i < 10; i++) {
            int at = random.nextInt(second.length() - 1);
            char other = second.charAt(at) == 'A' ? 'B' : 'A';
            given().queryParam("q", "atlas")
                    .queryParam("sort", sort)
                    .queryParam(
                            "cursor", second.substring(0, at) + other + second.substring(at + 1))
                    .get("/books")
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("/problems/bad-cursor"));
        }
        given().queryParam("q", "other")
                .queryParam("sort", sort)
                .queryParam("cursor", second)
                .get("/books")
                .then()
                .statusCode(400);
    }

    /** Random bytes with a fixed seed. */
    @Test
    void searchTextOfAnyBytesNeverFails() {
        String books = "/books?facets=%s&q=".formatted(TestStore.searchEverything());
        List<String> paths = List.of(books, "/books/suggestions?q=");
        Random random = new Random(5);
        for (int i = 0; i < 150; i++) {
            byte[] bytes = new byte[1 + random.nextInt(60)];
            random.nextBytes(bytes);
            StringBuilder escaped = new StringBuilder();
            for (byte b : bytes) {
                escaped.append("%%%02X".formatted(b & 0xff));
            }
            for (String path : paths) {
                int status = given().urlEncodingEnabled(false).get(path + escaped).statusCode();
                assertThat(status).as(path + escaped).isEqualTo(200);
            }
        }
        String astral = new String(Character.toChars(0x1F600)).repeat(200);
        given().queryParam("q", astral).get("/books").then().statusCode(200);
        assertThat(astral.getBytes(StandardCharsets.UTF_8)).hasSize(800);
    }

    @ParameterizedTest
    @ValueSource(strings = {"min_price=-1", "max_price=1e999999999", "min_price=100000000"})
    void priceThatNoBookCanHaveIs400(String query) {
        given().get("/books?" + query)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(query.substring(0, 9)));
    }
}
