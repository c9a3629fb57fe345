package dev.cloudshelf.order;

import dev.cloudshelf.kernel.DueWork;
import dev.cloudshelf.order.domain.Backlog;
import dev.cloudshelf.order.domain.EffectStore;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks now and then at what is left to do, so that it can be seen when something is stuck. */
@ApplicationScoped
public class WatchBacklog implements DueWork {

    private static final Logger LOG = Logger.getLogger(WatchBacklog.class);

    private final EffectStore effects;
    private final Clock clock;
    private final BacklogConfig config;
    private final int stuckAttempts;

    private final Outages outages = new Outages(LOG, "The backlog is unknown");

    private volatile @Nullable Backlog latest;

    WatchBacklog(
            EffectStore effects, Clock clock, BacklogConfig config, EffectsConfig effectsConfig) {
        this.effects = effects;
        this.clock = clock;
        this.config = config;
        this.stuckAttempts = effectsConfig.stuckAttempts();
    }

    /** What the last look found; empty before the first, and when that look failed. */
    public Optional<Backlog> latest() {
        return Optional.ofNullable(latest);
    }

    @Scheduled(
            identity = "watch-backlog",
            every = "${cloudshelf.backlog.every}",
            delayed = "${cloudshelf.due-work.first-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> lookOnSchedule() {
        return outages.survived(look());
    }

    /** Nobody scrapes a function, so that its log has to tell. */
    @Override
    public Uni<Void> runDue() {
        return look().invoke(() ->
                latest().filter(Backlog::isTrouble)
                        .ifPresent(found ->
                                LOG.errorf(
                                        "%d effects are stuck, and %d orders should have been settled",
                                        found.effectsStuck(), found.ordersOverdue())));
    }

    public Uni<Void> look() {
        return effects.backlog(stuckAttempts, clock.instant().minusMillis(config.overdueMillis()))
                .onFailure()
                .invoke(() -> latest = null)
                .invoke(found -> latest = found)
                .replaceWithVoid();
    }
}
