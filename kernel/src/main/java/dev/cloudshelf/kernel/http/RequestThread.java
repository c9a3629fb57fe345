package dev.cloudshelf.kernel.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.ContextInternal;

/** Where a request runs, and its id is known. */
public final class RequestThread {

    private RequestThread() {}

    /**
     * Has an answer arrive where the request runs, whichever thread a store's client gives it on:
     * what comes after it would not know the request otherwise. An answer that is on the right
     * thread already goes on at once; a task of its own, as {@code runOnContext} makes, would wait
     * behind all that the event loop has to do.
     */
    public static <T> Uni<T> goOnThere(Uni<T> answer) {
        ContextInternal request = ContextInternal.current();
        return request == null ? answer : answer.emitOn(task -> request.emit(task, Runnable::run));
    }
}
