package dev.cloudshelf.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Requests as events and answers as responses, in the payload format 2.0 of API Gateway's HTTP APIs
 * (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 */
final class HttpEvent {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Bodies of these types are sent as they are, all others encoded. */
    private static final Pattern TEXT =
            Pattern.compile("(text/.*|application/(json|xml|javascript))(;.*)?");

    /** They are about the connection, or said once more by the event. */
    private static final Set<String> LEFT_OUT =
            Set.of("connection", "transfer-encoding", "cookie", "content-length");

    private static final Set<String> NOT_ANSWERED =
            Set.of("connection", "transfer-encoding", "content-length");

    private HttpEvent() {}

    /**
     * @param body all of it, as API Gateway waits for the end
     */
    static String of(HttpExchange request, byte[] body, Clock clock) {
        URI target = request.getRequestURI();
        String path = target.getRawPath();
        ObjectNode event = JSON.createObjectNode();
        event.put("version", "2.0").put("routeKey", "$default").put("rawPath", path);
        event.put("rawQueryString", target.getRawQuery() == null ? "" : target.getRawQuery());
        cookies(request.getRequestHeaders(), event);
        ObjectNode headers = event.putObject("headers");
        request.getRequestHeaders()
                .forEach((name, values) -> {
                    String lower = name.toLowerCase(Locale.ROOT);
                    if (!LEFT_OUT.contains(lower)) {
                        headers.put(lower, String.join(",", values));
                    }
                });
        ObjectNode context = event.putObject("requestContext");
        context.put("routeKey", "$default").put("stage", "$default");
        context.put("timeEpoch", clock.millis());
        context.putObject("http")
                .put("method", request.getRequestMethod())
                .put("path", path)
                .put("protocol", request.getProtocol())
                .put("sourceIp", request.getRemoteAddress().getAddress().getHostAddress())
                .put("userAgent", headers.path("user-agent").asText());
        putBody(event, headers, body);
        return event.toString();
    }

    private static void cookies(Headers from, ObjectNode event) {
        List<String> cookies = from.get("Cookie");
        if (cookies != null) {
            ArrayNode list = event.putArray("cookies");
            cookies.forEach(line -> List.of(line.split("; *", -1)).forEach(list::add));
        }
    }

    private static void putBody(ObjectNode event, ObjectNode headers, byte[] body) {
        boolean isText = TEXT.matcher(headers.path("content-type").asText()).matches();
        if (body.length > 0) {
            headers.put("content-length", Integer.toString(body.length));
            event.put(
                    "body",
                    isText
                            ? new String(body, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(body));
        }
        event.put("isBase64Encoded", body.length > 0 && !isText);
    }

    /**
     * Sends what a function has answered.
     *
     * @throws IOException when that is nothing that can be sent, or nobody is there any more
     */
    static void send(String payload, HttpExchange exchange) throws IOException {
        JsonNode answer = read(payload);
        int status = answer.path("statusCode").asInt();
        if (status < 200 || status > 599) {
            throw new IOException("The function's answer has no status");
        }
        Headers headers = exchange.getResponseHeaders();
        for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
            if (!NOT_ANSWERED.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                headers.set(header.getKey(), header.getValue().asText());
            }
        }
        answer.path("cookies").forEach(cookie -> headers.add("Set-Cookie", cookie.asText()));
        String text = answer.path("body").asText("");
        byte[] body =
                answer.path("isBase64Encoded").asBoolean()
                        ? Base64.getDecoder().decode(text)
                        : text.getBytes(StandardCharsets.UTF_8);
        boolean hasNone = body.length == 0 || status == 204 || status == 304;
        exchange.sendResponseHeaders(status, hasNone ? -1 : body.length);
        if (!hasNone) {
            exchange.getResponseBody().write(body);
        }
    }

    private static JsonNode read(String payload) throws IOException {
        try {
            return JSON.readTree(payload);
        } catch (JsonProcessingException nonsense) {
            // Not quoting it: it may be anything.
            throw new IOException("The function's answer is no JSON");
        }
    }
}
