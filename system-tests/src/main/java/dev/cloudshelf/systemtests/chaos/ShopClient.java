package dev.cloudshelf.systemtests.chaos;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * The API as a client has it, through the gateway. An {@link IOException} from any method means
 * that nobody knows what became of the request.
 */
final class ShopClient implements AutoCloseable {

    /** Longer than the gateway waits for any service. */
    private static final Duration TIMEOUT = Duration.ofSeconds(35);

    private final URI gateway;
    private final Violations found;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * @param found is told of answers that no client should ever get
     */
    ShopClient(LocalCloud cloud, Violations found) {
        this.gateway = cloud.address();
        this.found = found;
    }

    /**
     * @param token empty for none
     */
    Answer get(String path, String token) throws IOException, InterruptedException {
        return send(request(path, token).GET());
    }

    Answer delete(String path, String token) throws IOException, InterruptedException {
        return send(request(path, token).DELETE());
    }

    /**
     * @param body becomes JSON
     */
    Answer put(String path, String token, Object body) throws IOException, InterruptedException {
        return send(
                request(path, token)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(Answer.written(body))));
    }

    Answer post(String path, String token, Object body) throws IOException, InterruptedException {
        return post(path, token, "application/json", Answer.written(body));
    }

    Answer post(String path, String token, String type, String body)
            throws IOException, InterruptedException {
        return send(
                request(path, token)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body)));
    }

    Answer order(String token, String key, Object body) throws IOException, InterruptedException {
        return send(
                request("/orders", token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(Answer.written(body))));
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.resolve("/api" + path)).timeout(TIMEOUT);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        Answer answer =
                new Answer(
                        response.statusCode(),
                        response.headers().firstValue("Retry-After").isPresent(),
                        response.body());
        if (isFault(answer)) {
            found.add(
                    Invariant.ANSWERS_SOUND,
                    "%s %s was answered %d: %s"
                            .formatted(
                                    request.method(),
                                    request.uri().getPath(),
                                    answer.status(),
                                    answer.body()));
        }
        return answer;
    }

    private static boolean isFault(Answer answer) {
        return switch (answer.status()) {
            case 401, 500 -> true;
            case 503 -> !answer.saysWhenToRetry();
            default -> false;
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
