package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.MailPurpose;
import dev.cloudshelf.account.domain.MailRequest;
import dev.cloudshelf.account.domain.MailRequests;
import dev.cloudshelf.account.domain.MailToken;
import dev.cloudshelf.account.domain.MailTokens;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.mail.Letter;
import dev.cloudshelf.kernel.mail.Mail;
import dev.cloudshelf.kernel.mail.Recipient;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Sends emails that carry a token, after whoever asked for one has been answered: only here it
 * shows whether an address has an account. What fails is tried again, later each time, until the
 * request has become too old.
 */
@Singleton
public class MailQueue {

    private static final Logger LOG = Logger.getLogger(MailQueue.class);

    /** A mail server may take its time; a batch of emails still fits into most leases. */
    private static final Duration MAIL_DEADLINE = Duration.ofSeconds(10);

    private static final int DOUBLINGS_MAX = 20;

    private final MailRequests requests;
    private final MailTokens tokens;
    private final AccountStore accounts;
    private final Mail mail;
    private final Ids ids;
    private final Clock clock;

    MailQueue(
            MailRequests requests,
            MailTokens tokens,
            AccountStore accounts,
            Mail mail,
            Ids ids,
            Clock clock) {
        this.requests = requests;
        this.tokens = tokens;
        this.accounts = accounts;
        this.mail = mail;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is sent for a purpose.
     *
     * @param goodFor how long a token is good for, and how long a request is tried
     * @param isWanted whether an account still gets one
     */
    record Sending(
            MailPurpose purpose,
            MailQueueConfig config,
            Duration goodFor,
            String subject,
            Predicate<Account> isWanted,
            Text text) {}

    /** What an email says. */
    interface Text {
        String of(Account account, MailToken token);
    }

    /** Sends every email that is due. Waits, so it belongs on a virtual thread. */
    void sendDue(Sending sending) {
        int batchMax = sending.config().batchMax();
        List<MailRequest> due;
        do {
            Instant now = clock.instant();
            Instant leaseEnd = now.plusMillis(sending.config().leaseMillis());
            due = await(requests.claimDue(sending.purpose(), now, leaseEnd, batchMax));
            for (MailRequest request : due) {
                // Beyond the lease another may have it; there it is due again.
                if (clock.instant().plus(MAIL_DEADLINE).isBefore(leaseEnd)) {
                    send(sending, request);
                }
            }
        } while (due.size() == batchMax);
    }

    private void send(Sending sending, MailRequest request) {
        try {
            if (!isTooOld(sending, request)) {
                find(request)
                        .filter(sending.isWanted())
                        .ifPresent(account -> write(sending, account, request));
            } else {
                LOG.errorf("%s request %s was given up: too old", name(request), request.id());
            }
            await(requests.done(request));
        } catch (Unavailable | TimeoutException outage) {
            putOff(sending.config(), request, outage);
        } catch (RuntimeException fault) {
            // Its kind only: a message may name a customer.
            LOG.errorf(
                    "%s request %s failed: %s",
                    name(request), request.id(), fault.getClass().getSimpleName());
            putOff(sending.config(), request, fault);
        }
    }

    private boolean isTooOld(Sending sending, MailRequest request) {
        return !clock.instant().isBefore(request.requestedAt().plus(sending.goodFor()));
    }

    private Optional<Account> find(MailRequest request) {
        return await(accounts.credentials(request.email()))
                .map(Credentials::accountId)
                .flatMap(id -> await(accounts.find(id)));
    }

    /** Each attempt makes a token of its own, for the one before is not known any more. */
    private void write(Sending sending, Account account, MailRequest request) {
        MailToken token = MailToken.make(ids);
        Instant now = clock.instant();
        await(
                tokens.issue(
                        sending.purpose(),
                        account.id(),
                        token.digest(),
                        now.plus(sending.goodFor())));
        Letter letter =
                new Letter(
                        "%s-%s-%d".formatted(name(request), request.id(), request.attempts()),
                        now,
                        Recipient.of(
                                account.firstName(), account.lastName(), account.email().address()),
                        sending.subject(),
                        sending.text().of(account, token));
        mail.send(letter).await().atMost(MAIL_DEADLINE);
    }

    private void putOff(MailQueueConfig config, MailRequest request, RuntimeException fault) {
        int doublings = Math.min(Math.max(request.attempts(), 1) - 1, DOUBLINGS_MAX);
        long pauseMillis = Math.min(config.retryMaxMillis(), config.retryMinMillis() << doublings);
        LOG.warnf(
                "%s request %s waits %d ms after attempt %d: %s",
                name(request),
                request.id(),
                pauseMillis,
                request.attempts(),
                fault.getClass().getSimpleName());
        try {
            await(requests.postpone(request, clock.instant().plusMillis(pauseMillis)));
        } catch (Unavailable | TimeoutException outage) {
            LOG.warnf("%s request %s waits for its lease to end", name(request), request.id());
        }
    }

    private static String name(MailRequest request) {
        return switch (request.purpose()) {
            case PASSWORD_RESET -> "password-reset";
            case EMAIL_VERIFICATION -> "email-verification";
        };
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(AccountStore.DEADLINE);
    }
}
