package dev.cloudshelf.systemtests.chaos;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A step of checkout that is a call from order-service to another service. */
enum Step {
    RESERVE("PUT", "/internal/stock-reservations/[^/]+"),
    CONFIRM("POST", "/internal/stock-reservations/[^/]+/confirm"),
    RELEASE("DELETE", "/internal/stock-reservations/[^/]+"),
    REMOVAL("POST", "/internal/carts/[^/]+/removals");

    private final String method;
    private final Pattern path;

    Step(String method, String path) {
        this.method = method;
        this.path = Pattern.compile(path);
    }

    /**
     * @return empty when the call is no step that changes anything
     */
    static Optional<Step> of(String method, String path) {
        return Arrays.stream(values())
                .filter(step -> step.method.equals(method) && step.path.matcher(path).matches())
                .findAny();
    }
}
