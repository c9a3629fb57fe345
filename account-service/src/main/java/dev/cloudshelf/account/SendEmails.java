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

/**
 * Sends the emails with which people choose a new password, and those that verify an address. Each
 * kind has a schedule of its own. Waits, so it belongs on virtual threads.
 */
@ApplicationScoped
public class SendEmails implements DueWork {

    private static final Logger LOG = Logger.getLogger(SendEmails.class);

    private final MailQueue queue;
    private final PasswordResetsConfig resets;
    private final EmailVerificationConfig verification;

    SendEmails(MailQueue queue, PasswordResetsConfig resets, EmailVerificationConfig verification) {
        this.queue = queue;
        this.resets = resets;
        this.verification = verification;
    }

    @Scheduled(
            identity = "send-reset-emails",
            every = "${cloudshelf.password-resets.every:2s}",
            delayed = "${cloudshelf.due-work.first-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sendResetsOnSchedule() {
        survive(this::sendResets);
    }

    @Scheduled(
            identity = "send-verification-emails",
            every = "${cloudshelf.email-verification.every:2s}",
            delayed = "${cloudshelf.due-work.first-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sendVerificationsOnSchedule() {
        survive(this::sendVerifications);
    }

    private static void survive(Runnable sending) {
        try {
            sending.run();
        } catch (Unavailable | TimeoutException outage) {
            LOG.warnf("No emails are sent: %s", outage.getMessage());
        }
    }

    @Override
    public Uni<Void> runDue() {
        return Uni.createFrom()
                .voidItem()
                .invoke(this::sendResets)
                .invoke(this::sendVerifications)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** Sends every email for a new password that is due. */
    public void sendResets() {
        queue.sendDue(
                new MailQueue.Sending(
                        MailPurpose.PASSWORD_RESET,
                        resets,
                        Duration.ofMinutes(resets.tokenMinutes()),
                        "Your new password",
                        account -> true,
                        this::resetText));
    }

    /** Sends every email that verifies an address and is due. */
    public void sendVerifications() {
        queue.sendDue(
                new MailQueue.Sending(
                        MailPurpose.EMAIL_VERIFICATION,
                        verification,
                        Duration.ofHours(verification.tokenHours()),
                        "Please confirm your email address",
                        account -> !account.emailVerified(),
                        this::verificationText));
    }

    private String resetText(Account account, MailToken token) {
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
                        resets.linkBase(),
                        token.text(),
                        token.text(),
                        resets.tokenMinutes());
    }

    private String verificationText(Account account, MailToken token) {
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
                        verification.linkBase(),
                        token.text(),
                        token.text(),
                        verification.tokenHours());
    }
}
