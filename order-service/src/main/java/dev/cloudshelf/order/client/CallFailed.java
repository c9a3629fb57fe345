package dev.cloudshelf.order.client;

import dev.cloudshelf.kernel.client.RejectedCall;

/**
 * Why a call to another service gave no usable answer: the service and the kind of failure, and
 * nothing of the request, so that it can be logged and stored.
 */
public final class CallFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    private CallFailed(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    static CallFailed of(String service, Throwable fault) {
        String kind =
                fault instanceof RejectedCall refused
                        ? "status " + refused.status()
                        : fault.getClass().getSimpleName();
        return new CallFailed(service + ": " + kind, fault);
    }

    public String reason() {
        return reason;
    }
}
