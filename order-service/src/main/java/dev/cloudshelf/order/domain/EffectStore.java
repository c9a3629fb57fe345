package dev.cloudshelf.order.domain;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The outbox. Orders put their effects into it, {@link OrderStore#confirm} and {@link
 * LifeCycle#advance}; these take them out.
 */
public interface EffectStore {

    /**
     * Takes effects that are due, oldest first; no two callers get the same one.
     *
     * @param dueAgainAt when an effect is due again if this caller never says what became of it
     * @param kinds only those
     */
    Uni<List<Effect>> claimDue(Instant now, Instant dueAgainAt, Set<EffectKind> kinds, int limit);

    /** Those that are done already stay as they are. */
    Uni<Void> done(List<Effect> effects, Instant at);

    /**
     * @param error why it failed, without personal data
     */
    Uni<Void> postpone(Effect effect, Instant dueAt, String error);

    /**
     * Counts what is left to do.
     *
     * @param stuckAttempts from so many attempts on an effect counts as stuck
     * @param pendingSince an order counts as overdue that has been pending since then or longer
     */
    Uni<Backlog> backlog(int stuckAttempts, Instant pendingSince);
}
