package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.ExpiredRecords;
import dev.cloudshelf.account.domain.ExpiredRecords.Kind;
import dev.cloudshelf.kernel.DueWork;
import dev.cloudshelf.kernel.Unavailable;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Removes what has expired, in batches, so that no statement holds many rows. */
@ApplicationScoped
public class RemoveExpired implements DueWork {

    private static final Logger LOG = Logger.getLogger(RemoveExpired.class);

    private static final int BATCH_MAX = 500;

    private final ExpiredRecords records;
    private final RetentionConfig config;
    private final Clock clock;

    RemoveExpired(ExpiredRecords records, RetentionConfig config, Clock clock) {
        this.records = records;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            identity = "remove-expired",
            every = "${cloudshelf.retention.every:1h}",
            delayed = "${cloudshelf.due-work.first-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void removeOnSchedule() {
        try {
            removeExpired();
        } catch (Unavailable | TimeoutException outage) {
            LOG.warnf("Nothing is removed that has expired: %s", outage.getMessage());
        }
    }

    @Override
    public Uni<Void> runDue() {
        return Uni.createFrom()
                .voidItem()
                .invoke(this::removeExpired)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** Removes all that has been expired for long enough. Waits, as sending emails does. */
    public void removeExpired() {
        for (Kind kind : Kind.values()) {
            Instant before = clock.instant().minus(Duration.ofDays(days(kind)));
            int removed = 0;
            int batch;
            do {
                batch =
                        records.remove(kind, before, BATCH_MAX)
                                .await()
                                .atMost(AccountStore.DEADLINE);
                removed += batch;
            } while (batch == BATCH_MAX);
            if (removed > 0) {
                LOG.infof("removed %s=%d", kind.name().toLowerCase(Locale.ROOT), removed);
            }
        }
    }

    private int days(Kind kind) {
        return switch (kind) {
            case SIGN_INS -> config.signInDays();
            case ATTEMPTS -> config.attemptDays();
            case RESET_TOKENS, VERIFICATION_TOKENS -> config.tokenDays();
        };
    }
}
