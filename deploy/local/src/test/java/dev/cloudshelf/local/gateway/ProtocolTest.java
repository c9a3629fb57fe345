package dev.cloudshelf.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is spoken, and what happens to what is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ProtocolTest {

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final String EMPTY_SETTINGS = "\0\0\0\4\0\0\0\0\0";

    private final GatewayFixture gateway = new GatewayFixture();

    @AfterAll
    void end() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream.forget();
    }

    @Test
    void upgradeToHttp2IsNotTaken() throws IOException {
        var response =
                gateway.get(
                        "/api/books",
                        "Connection: Upgrade, HTTP2-Settings",
                        "Upgrade: h2c",
                        "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).doesNotContainKey("upgrade");
        assertThat(response.body()).isEqualTo("ok");
        assertThat(gateway.upstream.only().headers())
                .doesNotContainKeys("upgrade", "http2-settings");
    }

    @Test
    void http2WithPriorKnowledgeIsNotSpoken() throws IOException {
        var response = RawHttp.exchange(gateway.port, PREFACE + EMPTY_SETTINGS);

        assertThat(response.status()).isEqualTo(501);
        assertThat(gateway.upstream.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/books", "/api/books/import", "/api/early", "/api/unknown"})
    void brokenChunksAreAProblem(String target) throws IOException {
        for (String chunks : new String[] {"no chunk\r\n\r\n", "5\r\nhello", "-1\r\n\r\n"}) {
            String end = chunks.equals("5\r\nhello") ? "no line end" : "";
            var response =
                    RawHttp.exchange(
                            gateway.port,
                            RawHttp.head("POST", target, "Transfer-Encoding: chunked")
                                    + "\r\n"
                                    + chunks
                                    + end);

            if (target.equals("/api/unknown")) {
                GatewayTest.assertProblem(response, 404, "not-found");
            } else if (!target.equals("/api/early")) {
                GatewayTest.assertProblem(response, 400, "malformed");
            }
        }
        assertThat(gateway.upstream.seen()).isEmpty();
        assertThat(gateway.get("/api/books").status()).isEqualTo(200);
    }

    @Test
    void noFaultWritesASecondLine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        AccessLog log = AccessLog.on(gateway.vertx, out);
        Exception foreign =
                new IllegalStateException(
                        "x\r\nmethod=GET route=/forged", new IOException("y\nmethod=GET"));

        log.fault("id-1", foreign);
        log.outage("id-2", "catalog-service", foreign);
        log.add("GET\r\nmethod=GET", "/books", 200, System.nanoTime(), "id-3");
        log.flush();

        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(3);
        assertThat(text)
                .contains("java.lang.IllegalStateException < java.io.IOException")
                .contains("method=other")
                .doesNotContain("forged", "method=GET", "\r");
    }

    @Test
    void whatALibraryLogsIsOneLine() {
        LogRecord says = new LogRecord(Level.WARNING, "header\r\nmethod=GET \u2028 \u001b[31m");
        LogRecord fails = new LogRecord(Level.SEVERE, "bad header a\r\nmethod=GET");
        fails.setThrown(new IllegalArgumentException("a\r\nmethod=GET"));

        assertThat(new OneLine().format(says).lines()).hasSize(1);
        assertThat(new OneLine().format(says)).doesNotContain("\r", "\u2028", "\u001b");
        assertThat(new OneLine().format(fails).lines()).hasSize(1);
        assertThat(new OneLine().format(fails))
                .contains("java.lang.IllegalArgumentException at ")
                .doesNotContain("method=GET");
    }
}
