package dev.cloudshelf.local.gateway;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id that follows one request through the gateway, all services and their logs. */
final class RequestId {

    static final String HEADER = "X-Request-Id";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private RequestId() {}

    /** The caller's own id where it is safe to log, a fresh one where it is not or is missing. */
    static String acceptOrMake(@Nullable String header) {
        if (header != null && ACCEPTED.matcher(header).matches()) {
            return header;
        }
        // A label for logs: unguessable randomness would only cost time here.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
