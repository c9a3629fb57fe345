package dev.cloudshelf.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLogTest {

    private static final Logger LOG = Logger.getLogger("dev.cloudshelf.request");

    /** Much longer than an answer takes to arrive. */
    private static final int WRITING_MILLIS = 300;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final SlowLines lines = new SlowLines();

    RequestLogTest() {
        LOG.addHandler(lines);
    }

    @AfterEach
    void close() {
        LOG.removeHandler(lines);
        http.close();
        await(vertx.close().toCompletionStage().toCompletableFuture());
    }

    @Test
    void aFunctionHasWrittenItsLineWhenItAnswers() throws IOException, InterruptedException {
        HttpServer server = serve(false);

        HttpResponse<String> answer = get(server);

        assertThat(lines.written())
                .singleElement()
                .asString()
                .startsWith("method=GET route=none status=200 ms=")
                .endsWith(" request_id=mine");
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(answer.headers().firstValue(RequestId.HEADER)).hasValue("mine");
    }

    @Test
    void aServerAnswersFirst() throws IOException, InterruptedException {
        HttpServer server = serve(true);

        assertThat(get(server).body()).isEqualTo("hello");

        assertThat(lines.written()).isEmpty();
        lines.awaitOne();
        assertThat(lines.written()).singleElement().asString().contains(" status=200 ");
    }

    private HttpServer serve(boolean background) {
        Filters filters = new Filters();
        new RequestLog(
                        background,
                        65_536,
                        8192,
                        List.of(),
                        new RequestTimes(new SimpleMeterRegistry()))
                .register(filters);
        Router router = Router.router(vertx);
        for (Filter filter : filters.getFilters()) {
            router.route().handler(filter.getHandler());
        }
        // Later, as with a store: what is answered in the same turn is only sent at its end.
        router.route().handler(routing -> vertx.setTimer(1, later -> routing.end("hello")));
        return await(
                vertx.createHttpServer()
                        .requestHandler(router)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture());
    }

    private HttpResponse<String> get(HttpServer server) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + server.actualPort() + "/books"))
                        .header(RequestId.HEADER, "mine")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** A log that takes its time. */
    private static final class SlowLines extends Handler {

        private final List<String> written = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> one = new CompletableFuture<>();

        List<String> written() {
            return written;
        }

        void awaitOne() {
            await(one);
        }

        @Override
        public void publish(LogRecord record) {
            try {
                TimeUnit.MILLISECONDS.sleep(WRITING_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            written.add(record.getMessage());
            one.complete(null);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
