package dev.cloudshelf.kernel.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Where a request runs, and its id is known. */
public final class RequestThread {

    private RequestThread() {}

    /**
     * Has a filter's answer arrive where the request runs, whichever thread a store's client gives
     * it on: what comes after the filter would not know the request otherwise.
     */
    public static <T> Uni<T> goOnThere(Uni<T> answer) {
        Context request = Vertx.currentContext();
        return request == null
                ? answer
                : answer.emitOn(task -> request.runOnContext(there -> task.run()));
    }
}
