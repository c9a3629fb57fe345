package dev.cloudshelf.order.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.kernel.http.RequestId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Another service as this one talks to it: JSON over HTTP, each call within the deadline. A call
 * fails with {@link Refused} when it is answered with another status than success, and with some
 * other exception when there is no answer or it makes no sense.
 */
final class Neighbour {

    /** An answer of a hundred lines has a tenth of it. */
    private static final int BODY_BYTES_MAX = 1 << 20;

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final String JSON_TYPE = "application/json";
    private static final String FORM_TYPE = "application/x-www-form-urlencoded";

    private final HttpClient http;
    private final RequestOptions target;
    private final String basePath;
    private final ObjectMapper json;
    private final long deadlineMillis;

    Neighbour(HttpClient http, String url, ObjectMapper json, long deadlineMillis) {
        this.http = http;
        this.target = new RequestOptions().setAbsoluteURI(url).setConnectTimeout(deadlineMillis);
        String path = target.getURI();
        this.basePath = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        this.json = json;
        this.deadlineMillis = deadlineMillis;
    }

    /**
     * @param bearer the Authorization header; null for none
     * @param body null for none
     */
    <T> Uni<T> call(
            HttpMethod method,
            String path,
            @Nullable String bearer,
            @Nullable Object body,
            Class<T> answer) {
        return send(method, path, bearer, written(body))
                .map(received -> received.read(answer, json));
    }

    /** Sends a form instead of JSON. */
    <T> Uni<T> submit(String path, Form form, Class<T> answer) {
        Content content = new Content(FORM_TYPE, form.toBuffer());
        return send(HttpMethod.POST, path, null, content)
                .map(received -> received.read(answer, json));
    }

    /** Where nothing but 204 says that it was done: a 200 is of somebody else. */
    Uni<Void> callForNothing(HttpMethod method, String path, String bearer, @Nullable Object body) {
        return send(method, path, bearer, written(body))
                .invoke(Answer::requireNone)
                .replaceWithVoid();
    }

    private Uni<Answer> send(
            HttpMethod method, String path, @Nullable String bearer, @Nullable Content content) {
        return Uni.createFrom()
                .emitter(emitter ->
                        exchange(method, path, bearer, content)
                                .onSuccess(emitter::complete)
                                .onFailure(emitter::fail));
    }

    private Future<Answer> exchange(
            HttpMethod method, String path, @Nullable String bearer, @Nullable Content content) {
        String requestId = RequestId.current();
        return http.request(new RequestOptions(target).setMethod(method).setURI(basePath + path))
                .compose(request -> {
                    request.putHeader(HttpHeaders.ACCEPT, JSON_TYPE);
                    request.putHeader(RequestId.HEADER, requestId);
                    if (bearer != null) {
                        request.putHeader(HttpHeaders.AUTHORIZATION, bearer);
                    }
                    return send(request, content)
                            .compose(Neighbour::received)
                            .timeout(deadlineMillis, TimeUnit.MILLISECONDS)
                            // Else the connection would wait for the answer and serve nobody.
                            .onFailure(fault -> request.reset());
                });
    }

    private static Future<HttpClientResponse> send(
            HttpClientRequest request, @Nullable Content content) {
        if (content == null) {
            return request.send();
        }
        return request.putHeader(HttpHeaders.CONTENT_TYPE, content.type()).send(content.body());
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

    private static Future<Answer> received(HttpClientResponse response) {
        Promise<Answer> answer = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > BODY_BYTES_MAX) {
                answer.tryFail(new IOException("An answer without end"));
            } else {
                body.appendBuffer(part);
            }
        });
        response.exceptionHandler(answer::tryFail);
        response.endHandler(end ->
                answer.tryComplete(
                        new Answer(
                                response.statusCode(),
                                response.getHeader(HttpHeaders.CONTENT_TYPE),
                                body)));
        return answer.future();
    }

    private record Content(String type, Buffer body) {}

    private record Answer(int status, @Nullable String type, Buffer body) {

        <T> T read(Class<T> expected, ObjectMapper json) {
            if (status != OK && status != CREATED) {
                throw new Refused(status, body);
            }
            if (type == null || !type.startsWith(JSON_TYPE)) {
                throw new IllegalStateException("An answer that is no JSON");
            }
            try {
                return json.readValue(body.getBytes(), expected);
            } catch (IOException nonsense) {
                throw new IllegalStateException("An answer that makes no sense", nonsense);
            }
        }

        void requireNone() {
            if (status != NO_CONTENT) {
                throw new Refused(status, body);
            }
        }
    }
}
