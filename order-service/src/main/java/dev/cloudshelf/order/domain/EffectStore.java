package dev.cloudshelf.order.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/**
 * The outbox. Orders put their effects into it, {@link OrderStore#confirm}; these take them out.
 */
public interface EffectStore {

    /**
     * Takes effects that are due, oldest first; no two callers get the same one.
     *
     * @param dueAgainAt when an effect is due again if this caller never says what became of it
     */
    Uni<List<Effect>> claimDue(Instant now, Instant dueAgainAt, int limit);

    Uni<Void> done(Effect effect, Instant at);

    /**
     * @param error why it failed, without personal data
     */
    Uni<Void> postpone(Effect effect, Instant dueAt, String error);
}
