package dev.cloudshelf.kernel.http;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id that follows one request through all services and their logs. It travels with the
 * request's own Vert.x context, so that it is there on the event loop and on a virtual thread
 * alike.
 */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";
    static final String CONTEXT_KEY = "cloudshelf.request-id";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private RequestId() {}

    /** The current request's id; a new one outside any request, as in scheduled work. */
    public static String current() {
        String id = recall(CONTEXT_KEY);
        return id == null ? fresh() : id;
    }

    static void remember(String key, String value) {
        Context context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(key, value);
        }
    }

    static @Nullable String recall(String key) {
        Context context = Vertx.currentContext();
        // A context that is not a request's own belongs to many, and refuses to be asked.
        return context == null || !VertxContext.isDuplicatedContext(context)
                ? null
                : context.getLocal(key);
    }

    /** The caller's own id where it is safe to log, a fresh one where it is not or is missing. */
    public static String acceptOrMake(@Nullable String header) {
        return header != null && ACCEPTED.matcher(header).matches() ? header : fresh();
    }

    private static String fresh() {
        // A label for logs: unguessable randomness would only cost time here.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
