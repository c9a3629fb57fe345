package dev.cloudshelf.kernel.client;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a request gets to another service, and its answer back: within the deadline of a call. */
interface Transport {

    /**
     * @param path with its query
     * @return whatever the service answers, a problem too; fails when it does not answer
     */
    Uni<Answer> send(
            HttpMethod method, String path, Map<String, String> headers, @Nullable Buffer body);

    /**
     * @param type of the body, as its header has it
     */
    record Answer(int status, @Nullable String type, Buffer body) {}
}
