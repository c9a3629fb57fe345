package dev.cloudshelf.order;

import dev.cloudshelf.kernel.DueWork;
import dev.cloudshelf.order.domain.ClosedAccounts;
import dev.cloudshelf.order.domain.ClosedAccounts.Closed;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Removes the addresses from the orders of customers whose account was closed, once the orders are
 * old enough. Each account is looked at once a day until its last order is; so what a customer
 * ordered in the minutes for which an access token outlives its account is found too.
 */
@ApplicationScoped
public class ForgetAddresses implements DueWork {

    private static final Logger LOG = Logger.getLogger(ForgetAddresses.class);
    private static final Duration PAUSE = Duration.ofDays(1);

    private final ClosedAccounts accounts;
    private final Clock clock;
    private final int batchMax;
    private final Duration kept;
    private final Outages outages = new Outages(LOG, "No addresses are removed");

    ForgetAddresses(ClosedAccounts accounts, Clock clock, RetentionConfig config) {
        this.accounts = accounts;
        this.clock = clock;
        this.batchMax = config.batchMax();
        this.kept = Duration.ofDays(config.orderAddressDays());
    }

    /** Remembers a closed account. It may be told more than once. */
    public Uni<Void> ofClosedAccount(UUID userId, Instant closedAt) {
        return accounts.remember(userId, closedAt, clock.instant());
    }

    @Scheduled(
            identity = "forget-addresses",
            every = "${cloudshelf.retention.every}",
            delayed = "${cloudshelf.due-work.first-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetOnSchedule() {
        return outages.survived(runDue());
    }

    @Override
    public Uni<Void> runDue() {
        AtomicInteger removed = new AtomicInteger();
        return Uni.createFrom()
                .deferred(() -> allDue(removed))
                .eventually(() -> {
                    if (removed.get() > 0) {
                        LOG.infof("removed %d addresses of closed accounts", removed.get());
                    }
                });
    }

    private Uni<Void> allDue(AtomicInteger removed) {
        Instant now = clock.instant();
        return accounts.claimDue(now, now.plus(PAUSE), batchMax)
                .chain(due ->
                        each(due, now, removed)
                                .chain(() ->
                                        due.size() < batchMax
                                                ? Uni.createFrom().voidItem()
                                                : allDue(removed)));
    }

    /** One account that fails is due again tomorrow, and keeps the others waiting no longer. */
    private Uni<Void> each(List<Closed> due, Instant now, AtomicInteger removed) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUniAndConcatenate(account ->
                        forget(account, now, removed)
                                .onFailure()
                                .invoke(fault ->
                                        LOG.warnf(
                                                "The addresses of a closed account stay for a day:"
                                                        + " %s",
                                                fault.getClass().getSimpleName()))
                                .onFailure()
                                .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> forget(Closed account, Instant now, AtomicInteger removed) {
        return removeAll(account, now.minus(kept), removed)
                .chain(() ->
                        account.closedAt().plus(kept).plus(PAUSE).isBefore(now)
                                ? accounts.forget(account.userId())
                                : Uni.createFrom().voidItem());
    }

    private Uni<Void> removeAll(Closed account, Instant before, AtomicInteger removed) {
        return accounts.removeAddresses(account.userId(), before, batchMax)
                .invoke(removed::addAndGet)
                .chain(count ->
                        count < batchMax
                                ? Uni.createFrom().voidItem()
                                : removeAll(account, before, removed));
    }
}
