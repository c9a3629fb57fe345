package dev.cloudshelf.kernel.lambda;

import dev.cloudshelf.kernel.http.FunctionCalls;
import io.quarkus.arc.Unremovable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Calls other services by {@code Invoke} of Lambda, signed as this function's role, with the event
 * that API Gateway would send.
 */
@Unremovable
@Singleton
final class InvokedFunctions implements FunctionCalls, Perishable {

    private static final int OK = 200;

    /** Set when the function failed, and did not merely answer with a problem. */
    private static final String FUNCTION_ERROR = "X-Amz-Function-Error";

    private final Vertx vertx;
    private final HttpClientOptions options;
    private final Signer signer;
    private final URI endpoint;
    private final long deadlineMillis;
    private volatile HttpClient http;

    @Inject
    InvokedFunctions(Vertx vertx, Signer signer, FunctionsConfig config) {
        this.vertx = vertx;
        this.options =
                new HttpClientOptions()
                        .setConnectTimeout(config.connectMillis())
                        .setKeepAliveTimeout(config.idleSeconds());
        this.http = vertx.createHttpClient(options);
        this.signer = signer;
        this.endpoint = config.endpoint();
        this.deadlineMillis = config.deadlineMillis();
    }

    @Override
    public Uni<Answer> call(String function, Request request) {
        return Uni.createFrom()
                .emitter(emitter ->
                        invoke(function, Event.of(request))
                                .onSuccess(emitter::complete)
                                .onFailure(emitter::fail));
    }

    private Future<Answer> invoke(String function, String event) {
        URI target = target(function);
        Map<String, List<String>> headers = signer.headers("lambda", target, event);
        return http.request(
                        new RequestOptions()
                                .setMethod(HttpMethod.POST)
                                .setAbsoluteURI(target.toString()))
                .compose(request -> {
                    headers.forEach(request::putHeader);
                    return send(request, event)
                            .timeout(deadlineMillis, TimeUnit.MILLISECONDS)
                            // Else the connection would wait for the answer and serve nobody.
                            .onFailure(fault -> request.reset());
                });
    }

    private static Future<Answer> send(HttpClientRequest request, String event) {
        return request.send(Buffer.buffer(event))
                .compose(response -> response.body().map(body -> answer(response, body)));
    }

    private static Answer answer(HttpClientResponse response, Buffer body) {
        String error = response.getHeader(FUNCTION_ERROR);
        if (response.statusCode() != OK || error != null) {
            // Without the body: what a function fails with may quote what it was asked.
            throw new IllegalStateException(
                    "Lambda answered %d%s"
                            .formatted(response.statusCode(), error == null ? "" : ", " + error));
        }
        return Event.answer(body.toString());
    }

    /** An ARN has colons, which a signature wants encoded. */
    private URI target(String function) {
        return endpoint.resolve(
                "/2015-03-31/functions/%s/invocations"
                        .formatted(URLEncoder.encode(function, StandardCharsets.UTF_8)));
    }

    /**
     * Lambda closes connections that nobody uses, of which a function that is frozen hears nothing.
     */
    @Override
    public Uni<Void> discard() {
        HttpClient before = http;
        http = vertx.createHttpClient(options);
        return Uni.createFrom()
                .emitter(emitter -> before.close().onComplete(done -> emitter.complete(null)));
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
