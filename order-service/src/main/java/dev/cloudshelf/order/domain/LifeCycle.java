package dev.cloudshelf.order.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an order after it was placed. A store that does not answer fails with {@link
 * dev.cloudshelf.kernel.Unavailable}.
 */
public interface LifeCycle {

    /**
     * Takes an order a step further and keeps the change in its history, together with what must
     * happen because of it. Of racing steps from the same status one succeeds.
     *
     * @param owner only if it is this customer's order; null for anybody's
     * @param change the step's new status, its time and who takes it
     * @param effectsDueAt until when the caller means to run the effects itself
     * @return false, with nothing changed, when there is no such order in the status that the step
     *     starts from
     */
    Uni<Boolean> advance(
            UUID id,
            @Nullable UUID owner,
            Transition transition,
            Change change,
            Instant effectsDueAt);
}
