package dev.cloudshelf.kernel.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.kernel.client.Transport.Answer;
import dev.cloudshelf.kernel.http.RequestId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Another service as this one talks to it: JSON, each call within the deadline. A call fails with
 * {@link RejectedCall} when it is answered with another status than success, and with some other
 * exception when there is no answer or it makes no sense.
 */
public final class ServiceClient {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final String JSON_TYPE = "application/json";
    private static final String FORM_TYPE = "application/x-www-form-urlencoded";

    private final Transport transport;
    private final String basePath;
    private final ObjectMapper json;

    /**
     * @param basePath what the service's paths begin with; may be empty or end in a slash
     */
    ServiceClient(Transport transport, String basePath, ObjectMapper json) {
        this.transport = transport;
        this.basePath =
                basePath.endsWith("/") ? basePath.substring(0, basePath.length() - 1) : basePath;
        this.json = json;
    }

    /**
     * @param bearer the Authorization header; null for none
     * @param body null for none
     */
    public <T> Uni<T> call(
            HttpMethod method,
            String path,
            @Nullable String bearer,
            @Nullable Object body,
            Class<T> answer) {
        return send(method, path, bearer, written(body)).map(received -> read(received, answer));
    }

    /** Sends a form instead of JSON. */
    public <T> Uni<T> submit(String path, CallForm form, Class<T> answer) {
        Content content = new Content(FORM_TYPE, form.toBuffer());
        return send(HttpMethod.POST, path, null, content).map(received -> read(received, answer));
    }

    /** Where nothing but 204 says that it was done: a 200 is of somebody else. */
    public Uni<Void> callForNothing(
            HttpMethod method, String path, String bearer, @Nullable Object body) {
        return send(method, path, bearer, written(body))
                .invoke(ServiceClient::requireNone)
                .replaceWithVoid();
    }

    private Uni<Answer> send(
            HttpMethod method, String path, @Nullable String bearer, @Nullable Content content) {
        return Uni.createFrom()
                .deferred(() ->
                        transport.send(
                                method,
                                basePath + path,
                                headers(bearer, content),
                                content == null ? null : content.body()));
    }

    private static Map<String, String> headers(@Nullable String bearer, @Nullable Content content) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", JSON_TYPE);
        headers.put(RequestId.HEADER, RequestId.current());
        if (bearer != null) {
            headers.put("Authorization", bearer);
        }
        if (content != null) {
            headers.put("Content-Type", content.type());
        }
        return headers;
    }

    private @Nullable Content written(@Nullable Object body) {
        if (body == null) {
            return null;
        }
        try {
            return new Content(JSON_TYPE, Buffer.buffer(json.writeValueAsBytes(body)));
        } catch (JsonProcessingException mistake) {
            throw new IllegalArgumentException(mistake);
        }
    }

    private <T> T read(Answer answer, Class<T> expected) {
        if (answer.status() != OK && answer.status() != CREATED) {
            throw new RejectedCall(answer.status(), answer.body());
        }
        if (answer.type() == null || !answer.type().startsWith(JSON_TYPE)) {
            throw new IllegalStateException("An answer that is no JSON");
        }
        try {
            return json.readValue(answer.body().getBytes(), expected);
        } catch (IOException nonsense) {
            throw new IllegalStateException("An answer that makes no sense", nonsense);
        }
    }

    private static void requireNone(Answer answer) {
        if (answer.status() != NO_CONTENT) {
            throw new RejectedCall(answer.status(), answer.body());
        }
    }

    private record Content(String type, Buffer body) {}
}
