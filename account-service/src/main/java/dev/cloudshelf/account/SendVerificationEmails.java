package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.MailPurpose;
import dev.cloudshelf.account.domain.MailToken;
import dev.cloudshelf.kernel.DueWork;
import dev.cloudshelf.kernel.Unavailable;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Sends the emails with which people prove that an address is theirs. */
@ApplicationScoped
public class SendVerificationEmails implements DueWork {

    private static final Logger LOG = Logger.getLogger(SendVerificationEmails.class);

    private final MailQueue queue;
    private final EmailVerificationConfig config;

    SendVerificationEmails(MailQueue queue, EmailVerificationConfig config) {
        this.queue = queue;
        this.config = config;
    }

    @Scheduled(
            identity = "send-verification-emails",
            every = "${cloudshelf.email-verification.every:2s}",
            delayed = "${cloudshelf.due-work.first-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sendOnSchedule() {
        try {
            sendDue();
        } catch (Unavailable | TimeoutException outage) {
            LOG.warnf("No verification emails are sent: %s", outage.getMessage());
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
        queue.sendDue(
                new MailQueue.Sending(
                        MailPurpose.EMAIL_VERIFICATION,
                        config,
                        Duration.ofHours(config.tokenHours()),
                        "Please confirm your email address",
                        account -> !account.emailVerified(),
                        this::text));
    }

    private String text(Account account, MailToken token) {
        return """
        Dear %s,

        please confirm that this is the email address of your CloudShelf account:

        %s%s

        Or enter this code: %s

        Both are good once, for %d hours. If you have no account with us, do nothing.

        CloudShelf
        """
                .formatted(
                        account.firstName(),
                        config.linkBase(),
                        token.text(),
                        token.text(),
                        config.tokenHours());
    }
}
