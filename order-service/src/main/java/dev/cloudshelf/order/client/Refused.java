package dev.cloudshelf.order.client;

import io.vertx.core.buffer.Buffer;

/**
 * A service has answered, and not with what was asked for. Carries no stack: which call it was says
 * more, and refusals such as a shortage are everyday.
 */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Buffer body;

    Refused(int status, Buffer body) {
        super("status " + status, null, false, false);
        this.status = status;
        this.body = body;
    }

    int status() {
        return status;
    }

    Buffer body() {
        return body;
    }

    static boolean is(Throwable fault, int status) {
        return fault instanceof Refused refused && refused.status() == status;
    }
}
