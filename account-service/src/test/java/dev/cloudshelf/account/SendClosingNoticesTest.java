package dev.cloudshelf.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.ClosingNotice;
import dev.cloudshelf.account.domain.ClosingNotice.Receiver;
import dev.cloudshelf.account.domain.ClosingNoticeReceivers;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.store.AccountSchema;
import dev.cloudshelf.account.store.postgres.PostgresAccountStore;
import dev.cloudshelf.account.store.postgres.PostgresClosingNotices;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.Ids;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** When other services are told of a closed account, and what happens while they cannot be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SendClosingNoticesTest {

    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

    private final AccountSchema schema = new AccountSchema();
    private final Pool pool = schema.pool(8);
    private final PostgresAccountStore accounts = new PostgresAccountStore(pool);
    private final PostgresClosingNotices notices = new PostgresClosingNotices(pool);
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final Ids ids = new Ids(clock);
    private final Receivers receivers = new Receivers();
    private final SendClosingNotices job =
            new SendClosingNotices(
                    notices,
                    receivers,
                    new SmallRyeConfigBuilder()
                            .withMapping(ClosingNoticesConfig.class)
                            .build()
                            .getConfigMapping(ClosingNoticesConfig.class),
                    clock);

    /** Receivers of which one may be down. */
    private static final class Receivers implements ClosingNoticeReceivers {

        private final Queue<ClosingNotice> delivered = new ConcurrentLinkedQueue<>();
        private volatile Set<Receiver> down = Set.of();

        @Override
        public Uni<Void> deliver(ClosingNotice notice) {
            if (down.contains(notice.receiver())) {
                return Uni.createFrom().failure(new IllegalStateException("down"));
            }
            delivered.add(notice);
            return Uni.createFrom().voidItem();
        }

        List<Receiver> told(UUID account) {
            return delivered.stream()
                    .filter(notice -> notice.accountId().equals(account))
                    .map(ClosingNotice::receiver)
                    .sorted()
                    .toList();
        }
    }

    @BeforeEach
    void allAreUp() {
        receivers.down = Set.of();
        receivers.delivered.clear();
    }

    @AfterAll
    void disconnect() {
        schema.close();
    }

    @Test
    void everyReceiverIsToldOnce() {
        UUID account = closedAccount();

        job.sendDue();
        clock.moveOn(Duration.ofHours(2));
        job.sendDue();

        assertThat(receivers.told(account)).containsExactly(Receiver.CART, Receiver.ORDER);
    }

    @Test
    void receiverThatIsDownIsToldOnceItIsUpAndHoldsNobodyElseUp() {
        UUID account = closedAccount();
        receivers.down = Set.of(Receiver.CART);

        job.sendDue();
        assertThat(receivers.told(account)).containsExactly(Receiver.ORDER);

        receivers.down = Set.of();
        clock.moveOn(Duration.ofMillis(999));
        job.sendDue();
        assertThat(receivers.told(account)).containsExactly(Receiver.ORDER);
        clock.moveOn(Duration.ofMillis(1));
        job.sendDue();
        assertThat(receivers.told(account)).containsExactly(Receiver.CART, Receiver.ORDER);
    }

    @Test
    void pauseDoublesUpToAnHourAndNoNoticeIsGivenUp() {
        UUID account = closedAccount();
        receivers.down = EnumSet.allOf(Receiver.class);
        for (int attempt = 0; attempt < 30; attempt++) {
            job.sendDue();
            clock.moveOn(Duration.ofHours(1));
        }
        receivers.down = Set.of();

        job.sendDue();

        assertThat(receivers.told(account)).containsExactly(Receiver.CART, Receiver.ORDER);
    }

    @Test
    void noticeThatIsADayOldIsAnErrorInTheLog() {
        UUID account = closedAccount();
        receivers.down = Set.of(Receiver.CART);

        assertThat(errorsAbout(account)).containsExactly(false);
        clock.moveOn(Duration.ofHours(25));
        assertThat(errorsAbout(account)).containsExactly(true);

        receivers.down = Set.of();
        clock.moveOn(Duration.ofHours(1));
        job.sendDue();
    }

    @Test
    void twoSendersTellEachReceiverOnce() throws InterruptedException {
        List<UUID> closed = List.of(closedAccount(), closedAccount(), closedAccount());

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2; i++) {
                threads.execute(job::sendDue);
            }
        }

        assertThat(closed)
                .allSatisfy(account ->
                        assertThat(receivers.told(account))
                                .containsExactly(Receiver.CART, Receiver.ORDER));
    }

    /** Runs the job, and says of each line that names an account whether it is an error. */
    private List<Boolean> errorsAbout(UUID account) {
        Queue<LogRecord> lines = new ConcurrentLinkedQueue<>();
        Handler collector =
                new Handler() {
                    @Override
                    public void publish(LogRecord line) {
                        lines.add(line);
                    }

                    @Override
                    public void flush() {
                        // Nothing is buffered.
                    }

                    @Override
                    public void close() {
                        // Nothing is open.
                    }
                };
        Logger logger = Logger.getLogger(SendClosingNotices.class.getName());
        logger.addHandler(collector);
        try {
            job.sendDue();
        } finally {
            logger.removeHandler(collector);
        }
        return lines.stream()
                .filter(line ->
                        MESSAGE.format(ExtLogRecord.wrap(line)).contains(account.toString()))
                .map(line -> line.getLevel().intValue() >= Level.SEVERE.intValue())
                .toList();
    }

    private UUID closedAccount() {
        Account account =
                new Account(
                        ids.next(),
                        new Email(ids.next() + "@example.org"),
                        "Ada",
                        "Lovelace",
                        null,
                        Account.Status.ACTIVE,
                        Set.of(Role.CUSTOMER),
                        clock.instant(),
                        null,
                        1);
        await(accounts.add(account, new PasswordHash("$hash")));
        await(
                accounts.close(account.id(), clock.instant(), EnumSet.allOf(Receiver.class))
                        .replaceWith(true));
        return account.id();
    }

    private static <T> T await(Uni<T> result) {
        return result.await().atMost(Duration.ofSeconds(10));
    }
}
