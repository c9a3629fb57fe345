package dev.cloudshelf.order;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Survives failures of work that is done on schedule. Only the first of several in a row is logged:
 * the store may be away for hours.
 */
final class Outages {

    private final Logger log;
    private final String what;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * @param what what does not happen meanwhile
     */
    Outages(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    Uni<Void> survived(Uni<?> work) {
        return work.invoke(this::worked)
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void worked() {
        if (failing.compareAndSet(true, false)) {
            log.infof("%s: that is over", what);
        }
    }

    private void failed(Throwable fault) {
        if (failing.compareAndSet(false, true)) {
            log.warnf("%s: %s", what, fault.getMessage());
        }
    }

    /** Does each of them, whatever becomes of the others; fails with the first failure. */
    static Uni<Void> each(List<Uni<Integer>> works) {
        return Uni.join()
                .all(works)
                .andCollectFailures()
                // One store holds all, and one reason is told.
                .onFailure(CompositeException.class)
                .transform(Throwable::getCause)
                .replaceWithVoid();
    }
}
