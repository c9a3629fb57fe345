package dev.cloudshelf.kernel.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.kernel.http.FunctionCalls.Answer;
import dev.cloudshelf.kernel.http.FunctionCalls.Request;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvokedFunctionsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String ALIAS =
            "arn:aws:lambda:eu-west-1:123456789012:function:cloudshelf-dev-catalog:live";

    private final StandInLambda lambda = new StandInLambda();
    private final InvokedFunctions functions =
            new InvokedFunctions(VERTX, Role.signer(), config(lambda.endpoint()));

    @AfterEach
    void end() {
        functions.close();
        lambda.close();
    }

    @AfterAll
    static void endAll() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aRequestArrivesSignedAsTheEventOfAnHttpApi() throws IOException {
        lambda.answer("{\"statusCode\": 204}");

        Answer answer =
                call(
                        new Request(
                                "PUT",
                                "/internal/stock-reservations/1?a=b%20c",
                                Map.of("Authorization", "Bearer token", "Accept", "text/plain"),
                                "{\"title\": \"Ünder\"}"));

        assertThat(answer).isEqualTo(new Answer(204, null, ""));
        assertThat(lambda.paths())
                .containsExactly(
                        "/2015-03-31/functions/" + ALIAS.replace(":", "%3A") + "/invocations");
        JsonNode event = new ObjectMapper().readTree(lambda.events().getFirst());
        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("rawPath").asText()).isEqualTo("/internal/stock-reservations/1");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("a=b%20c");
        assertThat(event.at("/requestContext/http/method").asText()).isEqualTo("PUT");
        assertThat(event.at("/headers/authorization").asText()).isEqualTo("Bearer token");
        // In bytes, of which the first letter has two.
        assertThat(event.at("/headers/content-length").asText()).isEqualTo("19");
        assertThat(event.path("body").asText()).isEqualTo("{\"title\": \"Ünder\"}");
        assertThat(event.path("isBase64Encoded").asBoolean(true)).isFalse();
    }

    @Test
    void anAnswerIsReadAsHttpWouldHaveIt() {
        lambda.answer(
                """
                {"statusCode": 409, "isBase64Encoded": false, "body": "{\\"left\\": 2}",
                 "headers": {"Content-Type": "application/problem+json"}}\
                """);
        assertThat(call(read()))
                .isEqualTo(new Answer(409, "application/problem+json", "{\"left\": 2}"));
    }

    @Test
    void anEncodedAnswerIsDecoded() {
        lambda.answer(
                """
                {"statusCode": 200, "isBase64Encoded": true, "body": "w5xuZGVy",
                 "headers": {"content-type": "text/plain"}}\
                """);
        assertThat(call(read())).isEqualTo(new Answer(200, "text/plain", "Ünder"));
    }

    @Test
    void aFunctionThatDiedIsNoAnswerAndNotQuoted() {
        lambda.answer("{\"errorMessage\": \"kim@example.com\"}");
        lambda.fail("Unhandled");

        assertThatThrownBy(() -> call(read()))
                .hasMessageContaining("Unhandled")
                .hasMessageNotContaining("kim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{}", "[1]", "{\"statusCode\": \"none\"}"})
    void nonsenseIsNoAnswer(String payload) {
        lambda.answer(payload);
        assertThatThrownBy(() -> call(read())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEndpointThatIsGoneIsAFailure() {
        lambda.close();
        assertThatThrownBy(() -> call(read())).isNotInstanceOf(AssertionError.class);
    }

    @Test
    void aConnectionThatHasGoneSilentIsNotUsedAgain() throws IOException {
        try (SilentLine line = new SilentLine(lambda.endpoint().getPort())) {
            InvokedFunctions behindIt =
                    new InvokedFunctions(
                            VERTX,
                            Role.signer(),
                            config(URI.create("http://127.0.0.1:" + line.port())));
            assertThat(call(behindIt, read()).status()).isEqualTo(204);

            line.goSilent();
            behindIt.discard().await().atMost(Duration.ofSeconds(3));

            assertThat(call(behindIt, read()).status()).isEqualTo(204);
            behindIt.close();
        }
    }

    private static Request read() {
        return new Request("GET", "/books/1", Map.of(), null);
    }

    private Answer call(Request request) {
        return call(functions, request);
    }

    private static Answer call(InvokedFunctions functions, Request request) {
        return functions.call(ALIAS, request).await().atMost(Duration.ofSeconds(10));
    }

    private static FunctionsConfig config(URI endpoint) {
        return new FunctionsConfig() {
            @Override
            public String region() {
                return Role.REGION;
            }

            @Override
            public URI endpoint() {
                return endpoint;
            }

            @Override
            public int connectMillis() {
                return 1000;
            }

            @Override
            public int idleSeconds() {
                return 20;
            }

            @Override
            public int deadlineMillis() {
                return 5000;
            }
        };
    }
}
