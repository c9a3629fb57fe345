package dev.cloudshelf.kernel.client;

import dev.cloudshelf.kernel.http.FunctionCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** To a service that is a function of Lambda, from one that is a function too. */
final class FunctionTransport implements Transport {

    private final FunctionCalls calls;
    private final String function;
    private final Duration deadline;

    /**
     * @param function its name or ARN
     */
    FunctionTransport(FunctionCalls calls, String function, long deadlineMillis) {
        this.calls = calls;
        this.function = function;
        this.deadline = Duration.ofMillis(deadlineMillis);
    }

    @Override
    public Uni<Answer> send(
            HttpMethod method, String path, Map<String, String> headers, @Nullable Buffer body) {
        String text = body == null ? null : body.toString();
        return calls.call(function, new FunctionCalls.Request(method.name(), path, headers, text))
                .ifNoItem()
                .after(deadline)
                .fail()
                .map(answer ->
                        new Answer(
                                answer.status(),
                                answer.contentType(),
                                Buffer.buffer(answer.body())));
    }
}
