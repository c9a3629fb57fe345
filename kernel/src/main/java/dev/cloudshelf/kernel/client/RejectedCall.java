package dev.cloudshelf.kernel.client;

import io.vertx.core.buffer.Buffer;

/**
 * A call that a service has answered with another status than success. Carries no stack: which call
 * it was says more, and rejections such as a shortage are everyday.
 */
public final class RejectedCall extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Buffer body;

    RejectedCall(int status, Buffer body) {
        super("status " + status, null, false, false);
        this.status = status;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public Buffer body() {
        return body;
    }

    public static boolean is(Throwable fault, int status) {
        return fault instanceof RejectedCall rejected && rejected.status() == status;
    }
}
