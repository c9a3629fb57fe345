package dev.cloudshelf.kernel;

import io.smallrye.mutiny.Uni;

/**
 * Work that no request asks for. A process that keeps running asks for it by a timer of its own; of
 * a function, which stands still between two requests, somebody else asks for it.
 */
public interface DueWork {

    /**
     * Does what is due now. Several may be at it at once, each doing its share.
     *
     * @return when it is done, or as much of it as can be; fails when what it needs does not answer
     */
    Uni<Void> runDue();
}
