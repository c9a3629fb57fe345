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

/** Sends the emails with which people choose a new password. */
@ApplicationScoped
public class SendResetLetters implements DueWork {

    private static final Logger LOG = Logger.getLogger(SendResetLetters.class);

    private final MailQueue queue;
    private final PasswordResetsConfig config;

    SendResetLetters(MailQueue queue, PasswordResetsConfig config) {
        this.queue = queue;
        this.config = config;
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
        queue.sendDue(
                new MailQueue.Sending(
                        MailPurpose.PASSWORD_RESET,
                        config,
                        Duration.ofMinutes(config.tokenMinutes()),
                        "Your new password",
                        account -> true,
                        this::text));
    }

    private String text(Account account, MailToken token) {
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
}
