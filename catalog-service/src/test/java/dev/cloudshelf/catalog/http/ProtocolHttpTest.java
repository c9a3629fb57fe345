package dev.cloudshelf.catalog.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.testkit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed and unsupported requests at the protocol level, sent through raw sockets. */
@QuarkusTest
@Tag("http")
class ProtocolHttpTest {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int LINE_MAX = 8192;

    @Test
    void requestLineAsLongAsTheGatewaysIsAccepted() throws IOException {
        String start = "GET /categories?x=";
        String end = " HTTP/1.1";
        String filler = "x".repeat(LINE_MAX - start.length() - end.length());

        assertThat(exchange(start + filler + end + rest())).startsWith("HTTP/1.1 200 ");
        assertProblem(exchange(start + filler + "x" + end + rest()), 414, "uri-too-long");
        assertProblem(exchange(start + "x".repeat(60_000) + end + rest()), 414, "uri-too-long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no chunk\r\n\r\n", "5\r\nhello without an end", "-1\r\n\r\n"})
    void brokenChunksAreAProblem(String chunks) throws IOException {
        String chunked = "Transfer-Encoding: chunked";
        String json = "Content-Type: application/x-ndjson";
        String admin = "Authorization: Bearer " + TestTokens.admin(new UUID(0, 1));

        assertProblem(
                exchange("POST /books/import HTTP/1.1" + rest(chunked, json, admin) + chunks),
                400,
                "malformed");
        assertProblem(
                exchange("POST /books HTTP/1.1" + rest(chunked, json, admin) + chunks),
                411,
                "length-required");
        assertThat(exchange("GET /categories HTTP/1.1" + rest())).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void upgradeToHttp2IsIgnored() throws IOException {
        assertThat(
                        exchange(
                                "GET /categories HTTP/1.1"
                                        + rest(
                                                "Connection: Upgrade, HTTP2-Settings",
                                                "Upgrade: h2c",
                                                "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA")))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void http2WithPriorKnowledgeIsRejected() throws IOException {
        assertThat(exchange("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"))
                .doesNotStartWith("\0")
                .matches("(?s)(HTTP/\\S+ [45].*)?");
    }

    private static String rest(String... headers) {
        StringBuilder rest = new StringBuilder("\r\nHost: shop.test\r\nConnection: close\r\n");
        for (String header : headers) {
            rest.append(header).append("\r\n");
        }
        return rest.append("\r\n").toString();
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(bytes);
            } catch (SocketException reset) {
                // Response bytes received before the connection closed are enough.
            }
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private static void assertProblem(String response, int status, String slug) {
        assertThat(response)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"type\":\"/problems/" + slug + "\"");
    }
}
