package dev.cloudshelf.kernel.client;

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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** To a service that is a server. */
final class HttpTransport implements Transport {

    /** An answer of a hundred lines has a tenth of it. */
    private static final int BODY_BYTES_MAX = 1 << 20;

    private final HttpClient http;
    private final RequestOptions target;
    private final long deadlineMillis;

    /**
     * @param url of the service; its path does not count
     */
    HttpTransport(HttpClient http, String url, long deadlineMillis) {
        this.http = http;
        this.target = new RequestOptions().setAbsoluteURI(url).setConnectTimeout(deadlineMillis);
        this.deadlineMillis = deadlineMillis;
    }

    @Override
    public Uni<Answer> send(
            HttpMethod method, String path, Map<String, String> headers, @Nullable Buffer body) {
        return Uni.createFrom()
                .emitter(emitter ->
                        exchange(method, path, headers, body)
                                .onSuccess(emitter::complete)
                                .onFailure(emitter::fail));
    }

    private Future<Answer> exchange(
            HttpMethod method, String path, Map<String, String> headers, @Nullable Buffer body) {
        return http.request(new RequestOptions(target).setMethod(method).setURI(path))
                .compose(request -> {
                    headers.forEach(request::putHeader);
                    return send(request, body)
                            .compose(HttpTransport::received)
                            .timeout(deadlineMillis, TimeUnit.MILLISECONDS)
                            // Else the connection would wait for the answer and serve nobody.
                            .onFailure(fault -> request.reset());
                });
    }

    private static Future<HttpClientResponse> send(
            HttpClientRequest request, @Nullable Buffer body) {
        return body == null ? request.send() : request.send(body);
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
}
