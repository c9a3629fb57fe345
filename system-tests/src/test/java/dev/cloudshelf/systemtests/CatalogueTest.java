package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Books are kept and found through the gateway: tags, conditions and compression arrive. */
@ExtendWith(SharedCloud.class)
class CatalogueTest {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Shop shop;
    private final LocalCloud cloud;

    CatalogueTest(Shop shop, LocalCloud cloud) {
        this.shop = shop;
        this.cloud = cloud;
    }

    /** A word that no other book has. */
    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "");
    }

    private Response created(String title) {
        return shop.admin()
                .contentType("application/json")
                .body(
                        Map.of(
                                "title",
                                title,
                                "author",
                                "A. Writer",
                                "price",
                                10,
                                "category",
                                "Tests",
                                "description",
                                "Shelves. ".repeat(400)))
                .post("/books");
    }

    @Test
    void bookIsMadeChangedAndTakenAwayUnderItsTag() {
        Response created = created("A book " + word());
        String id = created.then().statusCode(201).extract().path("id");
        String first = created.header("ETag");
        assertThat(created.header("Location")).isEqualTo("/api/books/" + id);

        Response patched = patch(id, first, "{\"price\": 8.50}");
        patched.then().statusCode(200).body("price.toString()", equalTo("8.50"));
        patch(id, first, "{\"price\": 7}").then().statusCode(412);
        shop.admin().delete("/books/{id}", id).then().statusCode(428);
        shop.admin()
                .header("If-Match", patched.header("ETag"))
                .delete("/books/{id}", id)
                .then()
                .statusCode(204);
        shop.visitor().get("/books/{id}", id).then().statusCode(404);
    }

    private Response patch(String id, String tag, String patch) {
        return shop.admin()
                .contentType(MERGE_PATCH)
                .header("If-Match", tag)
                .body(patch)
                .patch("/books/{id}", id);
    }

    @Test
    void bookThatIsKnownIsNotSentAgain() {
        Response created = created("A book " + word());
        String id = created.then().statusCode(201).extract().path("id");
        Response seen =
                shop.visitor()
                        .get("/books/{id}", id)
                        .then()
                        .statusCode(200)
                        .header("Cache-Control", startsWith("public"))
                        .extract()
                        .response();

        shop.visitor()
                .header("If-None-Match", seen.header("ETag"))
                .get("/books/{id}", id)
                .then()
                .statusCode(304)
                .header("ETag", seen.header("ETag"))
                .body(equalTo(""));
        patch(id, "*", "{\"price\": 9}").then().statusCode(200);
        shop.visitor()
                .header("If-None-Match", seen.header("ETag"))
                .get("/books/{id}", id)
                .then()
                .statusCode(200);
    }

    /** Servers only: Quarkus hands a function's JSON to Lambda as text, which nothing zipped is. */
    @Test
    @Tag("servers")
    void listIsCompressedForWhoeverTakesItAndKnownByTheSameTag()
            throws IOException, InterruptedException {
        String word = word();
        String id = created("A book " + word).then().statusCode(201).extract().path("id");
        URI list = cloud.address().resolve("/api/books?q=" + word);

        HttpResponse<byte[]> plain = get(list, Map.of());
        HttpResponse<byte[]> compressed = get(list, Map.of("Accept-Encoding", "gzip"));

        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(compressed.headers().allValues("Vary"))
                .anyMatch(vary -> vary.equalsIgnoreCase("Accept-Encoding"));
        assertThat(compressed.body().length).isLessThan(plain.body().length / 2);
        assertThat(unzipped(compressed.body())).isEqualTo(text(plain.body())).contains(id);

        String tag = compressed.headers().firstValue("ETag").orElseThrow();
        assertThat(plain.headers().firstValue("ETag")).hasValue(tag);
        HttpResponse<byte[]> again =
                get(list, Map.of("Accept-Encoding", "gzip", "If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    private static HttpResponse<byte[]> get(URI address, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        headers.forEach(request::header);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static String unzipped(byte[] body) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return text(in.readAllBytes());
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void newBookIsSuggestedAndRelatedAtOnce() {
        String writer = word();
        List<String> ids = List.of(by(writer, "First shelf"), by(writer, "Second shelf"));

        shop.visitor()
                .queryParam("q", writer.substring(0, 20))
                .get("/books/suggestions")
                .then()
                .statusCode(200)
                .body("items.text", hasItem(writer));
        shop.visitor()
                .get("/books/{id}/related", ids.getFirst())
                .then()
                .statusCode(200)
                .body("items[0].id", equalTo(ids.getLast()));
    }

    private String by(String writer, String title) {
        return shop.admin()
                .contentType("application/json")
                .body(Map.of("title", title, "author", writer, "price", 5, "category", "Tests"))
                .post("/books")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
