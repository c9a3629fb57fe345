package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.ResetRequest;
import dev.cloudshelf.account.domain.ResetRequests;
import dev.cloudshelf.account.domain.ResetToken;
import dev.cloudshelf.account.domain.ResetTokens;
import dev.cloudshelf.kernel.DueWork;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.mail.Letter;
import dev.cloudshelf.kernel.mail.Mail;
import dev.cloudshelf.kernel.mail.Recipient;
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
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Answers requests for a new password, by letter and behind the back of whoever asked: only here it
 * shows whether an address has an account. What fails is tried again, later each time, until the
 * request has become too old.
 */
@ApplicationScoped
public class SendResetLetters implements DueWork {

    private static final Logger LOG = Logger.getLogger(SendResetLetters.class);

    /** A mail server may take its time; a batch of letters still fits into most leases. */
    private static final Duration MAIL_DEADLINE = Duration.ofSeconds(10);

    private static final int DOUBLINGS_MAX = 20;

    private final ResetRequests requests;
    private final ResetTokens tokens;
    private final AccountStore accounts;
    private final Mail mail;
    private final PasswordResetsConfig config;
    private final Ids ids;
    private final Clock clock;

    SendResetLetters(
            ResetRequests requests,
            ResetTokens tokens,
            AccountStore accounts,
            Mail mail,
            PasswordResetsConfig config,
            Ids ids,
            Clock clock) {
        this.requests = requests;
        this.tokens = tokens;
        this.accounts = accounts;
        this.mail = mail;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    @Scheduled(
            identity = "send-reset-letters",
            every = "${cloudshelf.password-resets.every:2s}",
            delayed = "${cloudshelf.due-work.first-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sendOnSchedule() {
        try {
            sendDue();
        } catch (Unavailable | TimeoutException outage) {
            LOG.warnf("No reset letters are sent: %s", outage.getMessage());
        }
    }

    @Override
    public Uni<Void> runDue() {
        return Uni.createFrom()
                .voidItem()
                .invoke(this::sendDue)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** Answers every request that is due. Waits, so it belongs on a virtual thread. */
    public void sendDue() {
        List<ResetRequest> due;
        do {
            Instant now = clock.instant();
            Instant leaseEnd = now.plusMillis(config.leaseMillis());
            due = await(requests.claimDue(now, leaseEnd, config.batchMax()));
            for (ResetRequest request : due) {
                // Beyond the lease another may have it; there it is due again.
                if (clock.instant().plus(MAIL_DEADLINE).isBefore(leaseEnd)) {
                    answer(request);
                }
            }
        } while (due.size() == config.batchMax());
    }

    private void answer(ResetRequest request) {
        try {
            if (!isTooOld(request)) {
                find(request).ifPresent(account -> write(account, request));
            } else {
                LOG.errorf("Reset request %s was given up: too old", request.id());
            }
            await(requests.done(request));
        } catch (Unavailable | TimeoutException outage) {
            putOff(request, outage);
        } catch (RuntimeException fault) {
            // Its kind only: a message may name a customer.
            LOG.errorf(
                    "Reset request %s failed: %s", request.id(), fault.getClass().getSimpleName());
            putOff(request, fault);
        }
    }

    private boolean isTooOld(ResetRequest request) {
        return !clock.instant()
                .isBefore(request.requestedAt().plus(Duration.ofMinutes(config.tokenMinutes())));
    }

    private Optional<Account> find(ResetRequest request) {
        return await(accounts.credentials(request.email()))
                .map(Credentials::accountId)
                .flatMap(id -> await(accounts.find(id)));
    }

    /** Each attempt makes a token of its own, for the one before is not known any more. */
    private void write(Account account, ResetRequest request) {
        ResetToken token = ResetToken.make(ids);
        Instant now = clock.instant();
        await(
                tokens.issue(
                        account.id(),
                        token.digest(),
                        now.plus(Duration.ofMinutes(config.tokenMinutes()))));
        Letter letter =
                new Letter(
                        "password-reset-%s-%d".formatted(request.id(), request.attempts()),
                        now,
                        Recipient.of(
                                account.firstName(), account.lastName(), account.email().address()),
                        "Your new password",
                        text(account, token));
        mail.send(letter).await().atMost(MAIL_DEADLINE);
    }

    private String text(Account account, ResetToken token) {
        return """
        Dear %s,

        somebody, most likely you, has asked for a new password to your CloudShelf account.
        Choose one here:

        %s%s

        Or enter this code: %s

        Both are good once, for %d minutes. If it was not you, do nothing: your password stays.

        CloudShelf
        """
                .formatted(
                        account.firstName(),
                        config.linkBase(),
                        token.text(),
                        token.text(),
                        config.tokenMinutes());
    }

    private void putOff(ResetRequest request, RuntimeException fault) {
        int doublings = Math.min(Math.max(request.attempts(), 1) - 1, DOUBLINGS_MAX);
        long pauseMillis = Math.min(config.retryMaxMillis(), config.retryMinMillis() << doublings);
        LOG.warnf(
                "Reset request %s waits %d ms after attempt %d: %s",
                request.id(), pauseMillis, request.attempts(), fault.getClass().getSimpleName());
        try {
            await(requests.postpone(request, clock.instant().plusMillis(pauseMillis)));
        } catch (Unavailable | TimeoutException outage) {
            LOG.warnf("Reset request %s waits for its lease to end", request.id());
        }
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(AccountStore.DEADLINE);
    }
}
