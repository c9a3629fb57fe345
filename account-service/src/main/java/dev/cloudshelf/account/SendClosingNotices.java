package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.ClosingNotice;
import dev.cloudshelf.account.domain.ClosingNoticeReceivers;
import dev.cloudshelf.account.domain.ClosingNotices;
import dev.cloudshelf.kernel.DueWork;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.client.RejectedCall;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * Tells the other services of closed accounts. A notice is sent until its receiver has confirmed,
 * after longer and longer pauses; one that is a day old is an error in the log, with each attempt.
 */
@ApplicationScoped
public class SendClosingNotices implements DueWork {

    private static final Logger LOG = Logger.getLogger(SendClosingNotices.class);

    /** Above the deadline of a call, which has its own. */
    private static final Duration DELIVERY_DEADLINE = Duration.ofSeconds(10);

    private static final Duration OVERDUE = Duration.ofDays(1);
    private static final int DOUBLINGS_MAX = 20;

    private final ClosingNotices notices;
    private final ClosingNoticeReceivers receivers;
    private final ClosingNoticesConfig config;
    private final Clock clock;

    SendClosingNotices(
            ClosingNotices notices,
            ClosingNoticeReceivers receivers,
            ClosingNoticesConfig config,
            Clock clock) {
        this.notices = notices;
        this.receivers = receivers;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            identity = "send-closing-notices",
            every = "${cloudshelf.closing-notices.every:5s}",
            delayed = "${cloudshelf.due-work.first-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sendOnSchedule() {
        try {
            sendDue();
        } catch (Unavailable | TimeoutException outage) {
            LOG.warnf("No notices of closed accounts are sent: %s", outage.getMessage());
        }
    }

    @Override
    public Uni<Void> runDue() {
        return Uni.createFrom()
                .voidItem()
                .invoke(this::sendDue)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** Sends every notice that is due. Waits, so it belongs on a virtual thread. */
    public void sendDue() {
        if (!config.enabled()) {
            return;
        }
        List<ClosingNotice> due;
        do {
            Instant now = clock.instant();
            due =
                    await(
                            notices.claimDue(
                                    now, now.plusMillis(config.leaseMillis()), config.batchMax()));
            sendAll(due);
        } while (due.size() == config.batchMax());
    }

    /** Sends them side by side, so that a receiver that hangs takes the time of one call. */
    private void sendAll(List<ClosingNotice> due) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(notice -> threads.execute(() -> send(notice)));
        }
    }

    private void send(ClosingNotice notice) {
        try {
            receivers.deliver(notice).await().atMost(DELIVERY_DEADLINE);
            await(notices.done(notice));
        } catch (RuntimeException fault) {
            postpone(notice, fault);
        }
    }

    private void postpone(ClosingNotice notice, RuntimeException fault) {
        int doublings = Math.min(Math.max(notice.attempts(), 1) - 1, DOUBLINGS_MAX);
        long pauseMillis = Math.min(config.retryMaxMillis(), config.retryMinMillis() << doublings);
        boolean overdue = clock.instant().isAfter(notice.closedAt().plus(OVERDUE));
        LOG.logf(
                overdue ? Level.ERROR : Level.WARN,
                "%s was not told that account %s is closed, attempt %d: %s; next in %d ms",
                notice.receiver(),
                notice.accountId(),
                notice.attempts(),
                reason(fault),
                pauseMillis);
        try {
            await(notices.postpone(notice, clock.instant().plusMillis(pauseMillis)));
        } catch (Unavailable | TimeoutException outage) {
            LOG.warnf(
                    "The notice of account %s waits for its lease to end: %s",
                    notice.accountId(), outage.getMessage());
        }
    }

    /** The kind of a fault only: a message may name a customer. */
    private static String reason(RuntimeException fault) {
        Throwable cause = fault.getCause() == null ? fault : fault.getCause();
        return cause instanceof RejectedCall rejected
                ? "status " + rejected.status()
                : cause.getClass().getSimpleName();
    }

    private static <T> T await(Uni<T> result) {
        return result.await().atMost(AccountStore.DEADLINE);
    }
}
