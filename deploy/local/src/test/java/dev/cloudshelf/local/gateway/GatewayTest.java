package dev.cloudshelf.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class GatewayTest {

    private final GatewayFixture gateway = new GatewayFixture();
    private final Upstream service = gateway.upstream;

    @AfterAll
    void end() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        service.forget();
    }

    @Test
    void aDefinedPathReachesItsServiceWithoutTheBasePath() throws IOException {
        service.answers(r -> r.response().setStatusCode(203).putHeader("ETag", "\"1\"").end("hi"));

        var response = gateway.get("/api/books/b%6Fok-1?q=a%20b&x=%2F", "Authorization: Bearer t");

        assertThat(response.status()).isEqualTo(203);
        assertThat(response.body()).isEqualTo("hi");
        assertThat(response.header("etag")).isEqualTo("\"1\"");
        assertThat(service.only().uri()).isEqualTo("/books/book-1?q=a%20b&x=%2F");
        assertThat(service.only().headers()).containsEntry("authorization", "Bearer t");
    }

    @Test
    void aBodyIsPassedOn() throws IOException {
        gateway.send("POST", "/api/books", "{\"title\":\"Emma\"}", "Content-Type: text/x");

        assertThat(service.only().method()).isEqualTo("POST");
        assertThat(service.only().body()).isEqualTo("{\"title\":\"Emma\"}");
        assertThat(service.only().headers())
                .containsEntry("content-type", "text/x")
                .containsEntry("content-length", "16");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/carts",
                "/q/health",
                "/api/internal/carts",
                "/api/q/health",
                "/api/../internal/carts",
                "/api/books/../../internal/carts",
                "/api/books/..%2f..%2finternal",
                "/api/%2e%2e/internal",
                "/api/books/%2e%2e/internal",
                "/api//internal",
                "//internal",
                "/api/..;/internal",
                "/api;x/internal",
                "/api/books/1;x",
                "/api/books/%5c..%5cinternal",
                "/api/books/%252e%252e%252finternal",
                "/API/books",
                "/apibooks",
                "/api",
                "/api/",
                "/api/books/",
                "/api/unknown",
                "/books",
                "/nothing",
                "http://127.0.0.1/internal/carts",
                "http://127.0.0.1/api/../internal"
            })
    void anythingElseDoesNotExistAndReachesNoService(String target) throws IOException {
        var response = gateway.get(target);

        assertProblem(response, 404, "not-found");
        assertThat(service.seen()).isEmpty();
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() throws IOException {
        var response = gateway.send("PATCH", "/api/books/1", "{}");

        assertProblem(response, 405, "method-not-allowed");
        assertThat(response.header("allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PUT");
        assertThat(service.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "BREW"})
    void unusualMethodsReachNoService(String method) throws IOException {
        var response = gateway.send(method, "/api/books", "");

        assertThat(response.status()).isIn(400, 404, 405);
        assertThat(service.seen()).isEmpty();
    }

    @Test
    void headAsksTheServiceAndHasNoBody() throws IOException {
        service.answers(r -> r.response().putHeader("Content-Length", "2").end());

        var response = gateway.send("HEAD", "/api/books", "");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("content-length")).isEqualTo("2");
        assertThat(response.body()).isEmpty();
        assertThat(service.only().method()).isEqualTo("HEAD");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void anAnswerWithoutABodyStaysWithoutOne(int status) throws IOException {
        service.answers(r -> r.response().setStatusCode(status).end());

        var response = gateway.get("/api/books");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers()).doesNotContainKey("transfer-encoding");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void theCallersRequestIdIsKeptThroughout() throws IOException {
        service.answers(r -> r.response().putHeader("X-Request-Id", "another").end());

        var response = gateway.get("/api/books", "X-Request-Id: my.own:id_1-a");

        assertThat(response.header("x-request-id")).isEqualTo("my.own:id_1-a");
        assertThat(service.only().headers()).containsEntry("x-request-id", "my.own:id_1-a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "has space", "semi;colon", "<script>"})
    void anUnsafeRequestIdIsReplaced(String id) throws IOException {
        var response = gateway.get("/api/unknown", "X-Request-Id: " + id);

        assertThat(response.header("x-request-id")).matches("[0-9a-f-]{36}");
        assertThat(json(response).path("instance").asText())
                .isEqualTo(response.header("x-request-id"));
    }

    @Test
    void headersOfOneConnectionEndWithIt() throws IOException {
        service.answers(r ->
                r.response()
                        .putHeader("Connection", "x-hop-back")
                        .putHeader("X-Hop-Back", "1")
                        .putHeader("Keep-Alive", "timeout=5")
                        .end());

        var response =
                gateway.get(
                        "/api/books",
                        "Connection: X-Hop",
                        "X-Hop: 1",
                        "TE: trailers",
                        "Proxy-Authorization: x",
                        "Upgrade: websocket",
                        "Kept: 1");

        assertThat(service.only().headers())
                .containsKey("kept")
                .doesNotContainKeys("x-hop", "te", "proxy-authorization", "upgrade");
        assertThat(response.headers()).doesNotContainKeys("x-hop-back", "keep-alive");
    }

    @Test
    void whereTheClientIsIsForTheGatewayToSay() throws IOException {
        gateway.get("/api/books", "X-Forwarded-For: 8.8.8.8", "Forwarded: for=8.8.8.8");

        assertThat(service.only().headers())
                .containsEntry("x-forwarded-for", "127.0.0.1")
                .containsEntry("x-forwarded-host", "shop.test")
                .doesNotContainKey("forwarded");
    }

    @Test
    void aLocationNamesTheGatewaysPath() throws IOException {
        service.answers(
                r -> r.response().putHeader("Location", service.address() + "/books/1").end());
        assertThat(gateway.get("/api/books").header("location")).isEqualTo("/api/books/1");

        service.answers(r -> r.response().putHeader("Location", "/books/2").end());
        assertThat(gateway.get("/api/books").header("location")).isEqualTo("/api/books/2");

        service.answers(r -> r.response().putHeader("Location", "https://x.test/y").end());
        assertThat(gateway.get("/api/books").header("location")).isEqualTo("https://x.test/y");
    }

    @Test
    void aServiceThatIsDownIsAProblemToTryAgain() throws IOException {
        var response = gateway.get("/api/gone");

        assertProblem(response, 503, "unavailable");
        assertThat(response.header("retry-after")).isEqualTo("2");
    }

    @Test
    void aServiceThatHangsUpIsAProblemToTryAgain() throws IOException {
        service.answers(r -> r.connection().close());

        assertProblem(gateway.get("/api/books"), 503, "unavailable");
    }

    @Test
    void aServiceThatIsTooSlowIsATimeout() throws IOException {
        service.answers(r -> {});

        var response = gateway.get("/api/books");

        assertProblem(response, 504, "gateway-timeout");
        assertThat(response.body()).contains("within 1 seconds");
    }

    @Test
    void halfAnAnswerDoesNotLookWhole() throws IOException {
        service.answers(r -> r.response().setChunked(true).write("half"));

        var response = gateway.get("/api/books");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("half").doesNotContain("\r\n0\r\n");
    }

    @Test
    void aPageOfAnotherOriginMayCall() throws IOException {
        try (GatewayFixture open = new GatewayFixture(GatewayFixture.DEFINITION, List.of("*"))) {
            open.upstream.answers(r ->
                    r.response().putHeader("Access-Control-Allow-Origin", "https://evil").end());

            var response = open.get("/api/books", "Origin: https://shop.test");

            assertThat(response.header("access-control-allow-origin")).isEqualTo("*");
            assertThat(response.header("access-control-expose-headers"))
                    .isEqualTo("etag, location");
            assertThat(open.get("/api/unknown", "Origin: https://shop.test").headers())
                    .containsEntry("access-control-allow-origin", "*");
            assertThat(open.get("/api/books").headers())
                    .doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void pagesOfOtherOriginsMayNotCallUnlessListed() throws IOException {
        service.answers(
                r -> r.response().putHeader("Access-Control-Allow-Origin", "https://evil").end());

        var response = gateway.get("/api/books", "Origin: https://evil");
        var preflight =
                gateway.send(
                        "OPTIONS",
                        "/api/books",
                        "",
                        "Origin: https://evil",
                        "Access-Control-Request-Method: POST");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().keySet()).noneMatch(name -> name.startsWith("access-"));
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.headers().keySet()).noneMatch(name -> name.startsWith("access-"));
    }

    @Test
    void aPreflightIsAnsweredWithoutTheService() throws IOException {
        try (GatewayFixture open =
                new GatewayFixture(GatewayFixture.DEFINITION, List.of("https://shop.test"))) {
            var response =
                    open.send(
                            "OPTIONS",
                            "/api/books",
                            "",
                            "Origin: https://shop.test",
                            "Access-Control-Request-Method: POST");

            assertThat(response.status()).isEqualTo(204);
            assertThat(response.headers())
                    .containsAllEntriesOf(
                            Map.of(
                                    "access-control-allow-origin", "https://shop.test",
                                    "access-control-allow-methods", "GET, POST",
                                    "access-control-allow-headers", "authorization, content-type",
                                    "access-control-max-age", "3600",
                                    "allow", "GET, HEAD, OPTIONS, POST"));
            assertThat(open.upstream.seen()).isEmpty();
        }
    }

    @Test
    void onlyListedOriginsAreAllowed() throws IOException {
        try (GatewayFixture strict =
                new GatewayFixture(GatewayFixture.DEFINITION, List.of("https://shop.test"))) {
            assertThat(strict.get("/api/books", "Origin: https://shop.test").headers())
                    .containsEntry("access-control-allow-origin", "https://shop.test")
                    .containsEntry("vary", "Origin");
            assertThat(strict.get("/api/books", "Origin: https://evil.test").headers())
                    .doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void aBodyOfTwoEncodingsIsRefused() throws IOException {
        var response =
                RawHttp.exchange(
                        gateway.port,
                        RawHttp.head("POST", "/api/books", "Transfer-Encoding: gzip, chunked")
                                + "\r\n0\r\n\r\n");

        assertProblem(response, 400, "malformed");
        assertThat(service.seen()).isEmpty();
    }

    @Test
    void tooMuchHeaderIsAProblem() throws IOException {
        assertProblem(
                gateway.get("/api/books", "X-Long: " + "x".repeat(20_000)),
                431,
                "headers-too-large");
        assertProblem(gateway.get("/api/books?q=" + "x".repeat(9_000)), 414, "uri-too-long");
        assertProblem(RawHttp.exchange(gateway.port, "nonsense\r\n\r\n"), 400, "malformed");
    }

    @Test
    void browsersAreToldOnEveryResponse() throws IOException {
        for (String target : List.of("/api/books", "/api/unknown", "/", "/status.json")) {
            assertThat(gateway.get(target).headers())
                    .as(target)
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("referrer-policy", "no-referrer");
        }
        assertThat(gateway.send("OPTIONS", "/api/books", "").headers())
                .containsEntry("x-content-type-options", "nosniff");
        assertThat(RawHttp.exchange(gateway.port, "nonsense\r\n\r\n").headers())
                .containsEntry("x-content-type-options", "nosniff");
    }

    @Test
    void personalResponseMayRunNothingAndBeFramedNowhere() throws IOException {
        service.answers(r ->
                r.response()
                        .putHeader("Cache-Control", "private, No-Store")
                        .putHeader("Content-Security-Policy", "default-src *")
                        .putHeader("X-Content-Type-Options", "sniff")
                        .end());

        var personal = gateway.get("/api/books");

        assertThat(personal.headers())
                .containsEntry("content-security-policy", "default-src 'none'")
                .containsEntry("x-content-type-options", "nosniff");
        assertThat(gateway.get("/api/unknown").headers())
                .containsEntry("content-security-policy", "default-src 'none'");
        service.forget();
        assertThat(gateway.get("/api/books").headers())
                .doesNotContainKey("content-security-policy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=a|b", "q=<b>", "q=%zz", "q=\"x\"", "q=a\\b", "q=^"})
    void queryThatIsNoneIsAProblem(String query) throws IOException {
        assertProblem(gateway.get("/api/books?" + query), 400, "malformed");
        assertThat(service.seen()).isEmpty();
    }

    @Test
    void aKeptConnectionServesOneRequestAfterAnother() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port)) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    "GET /api/unknown HTTP/1.1\r\nHost: a\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(
                    "GET /api/books HTTP/1.1\r\nHost: a\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(
                    RawHttp.head("GET", "/api/books/9")
                            .concat("\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(all.split("HTTP/1.1 ", -1)).hasSize(4);
            assertThat(service.seen())
                    .extracting(Upstream.Seen::uri)
                    .containsExactly("/books", "/books/9");
        }
    }

    @Test
    void theStatusPageSaysWhoIsUp() throws IOException {
        JsonNode status = json(gateway.get("/status.json"));

        assertThat(status.at("/gateway/port").asInt()).isEqualTo(gateway.port);
        assertThat(status.path("components"))
                .extracting(c -> c.path("name").asText() + " " + c.path("up").asBoolean())
                .containsExactlyInAnyOrder(
                        "catalog-service true",
                        "gone-service false",
                        "PostgreSQL true",
                        "DynamoDB false");
    }

    @Test
    void thePageRunsItsOwnScriptOnly() throws IOException {
        var page = gateway.get("/");

        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.body()).contains("CloudShelf");
        assertThat(page.header("content-security-policy"))
                .contains("default-src 'none'", "script-src 'sha256-")
                .doesNotContain("unsafe-inline", "\n");
    }

    @Test
    void theDefinitionIsThereToRead() throws IOException {
        var file = gateway.get("/openapi.yaml");

        assertThat(file.header("content-type")).startsWith("application/yaml");
        assertThat(file.body()).isEqualTo(GatewayFixture.DEFINITION);
    }

    static void assertProblem(RawHttp.Response response, int status, String slug)
            throws IOException {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("content-type")).isEqualTo("application/problem+json");
        assertThat(response.header("cache-control")).isEqualTo("no-store");
        JsonNode problem = json(response);
        assertThat(problem.path("type").asText()).isEqualTo("/problems/" + slug);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("instance").asText()).isEqualTo(response.header("x-request-id"));
    }

    private static JsonNode json(RawHttp.Response response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }
}
