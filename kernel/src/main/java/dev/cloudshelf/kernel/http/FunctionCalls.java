package dev.cloudshelf.kernel.http;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls a service that is a function by Lambda's own API, where it would otherwise be called by
 * HTTP. Only a package for Lambda has it.
 */
public interface FunctionCalls {

    /**
     * @param function the name or ARN of the service's function or alias
     * @return whatever the service answers, a problem too; fails when it does not answer
     */
    Uni<Answer> call(String function, Request request);

    /**
     * A request as HTTP has it.
     *
     * @param path with its query, encoded
     * @param headers by name
     * @param body null for none
     */
    record Request(String method, String path, Map<String, String> headers, @Nullable String body) {
        public Request {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * An answer as HTTP has it.
     *
     * @param body empty for none
     */
    record Answer(int status, @Nullable String contentType, String body) {}
}
