package dev.cloudshelf.kernel.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cloudshelf.kernel.http.FunctionCalls.Answer;
import dev.cloudshelf.kernel.http.FunctionCalls.Request;
import dev.cloudshelf.kernel.http.RequestId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests and answers in the payload format 2.0 of API Gateway's HTTP APIs, as far as services ask
 * each other with it.
 */
final class Event {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Event() {}

    static String of(Request request) {
        String[] target = request.path().split("\\?", 2);
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "2.0").put("routeKey", "$default");
        event.put("rawPath", target[0]);
        event.put("rawQueryString", target.length > 1 ? target[1] : "");
        ObjectNode headers = event.putObject("headers").put("host", "function");
        request.headers()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        ObjectNode context = event.putObject("requestContext");
        context.put("routeKey", "$default").put("stage", "$default");
        context.put("requestId", RequestId.current());
        context.putObject("http")
                .put("method", request.method())
                .put("path", target[0])
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "127.0.0.1")
                .put("userAgent", "CloudShelf");
        String body = request.body();
        if (body != null) {
            headers.put(
                    "content-length",
                    Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
            event.put("body", body);
        }
        return event.put("isBase64Encoded", false).toString();
    }

    /**
     * @throws IllegalStateException when it is no answer in this format
     */
    static Answer answer(String payload) {
        JsonNode answer = read(payload);
        int status = answer.path("statusCode").asInt();
        if (status == 0) {
            throw new IllegalStateException("The function's answer has no status");
        }
        String body = answer.path("body").asText("");
        return new Answer(
                status,
                header(answer, "content-type"),
                answer.path("isBase64Encoded").asBoolean()
                        ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
                        : body);
    }

    private static JsonNode read(String payload) {
        try {
            return JSON.readTree(payload);
        } catch (JsonProcessingException nonsense) {
            throw new IllegalStateException("The function's answer is no JSON", nonsense);
        }
    }

    private static @Nullable String header(JsonNode answer, String name) {
        for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue().asText();
            }
        }
        return null;
    }
}
