package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.MailPurpose;
import dev.cloudshelf.account.domain.MailRequest;
import dev.cloudshelf.account.domain.MailRequests;
import dev.cloudshelf.account.domain.MailToken;
import dev.cloudshelf.account.domain.MailTokens;
import dev.cloudshelf.kernel.ClientAddress;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Lets people prove that they read the mail of their account's address. */
@Singleton
public class VerifyEmail {

    private static final Logger LOG = Logger.getLogger(VerifyEmail.class);

    private final AccountStore accounts;
    private final MailRequests requests;
    private final MailTokens tokens;
    private final Throttle throttle;
    private final SecurityLog securityLog;
    private final Ids ids;
    private final Clock clock;

    VerifyEmail(
            AccountStore accounts,
            MailRequests requests,
            MailTokens tokens,
            Throttle throttle,
            SecurityLog securityLog,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.requests = requests;
        this.tokens = tokens;
        this.throttle = throttle;
        this.securityLog = securityLog;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Asks for the first email. The account is there already, so what fails here does not fail the
     * registration: its owner can ask for another email.
     */
    public void requestFor(Account registered) {
        try {
            add(registered);
        } catch (Unavailable | TimeoutException outage) {
            LOG.warnf("No verification email for account %s", registered.id());
        }
    }

    /**
     * Asks for another email, unless the address is verified or too many were asked for.
     *
     * @return false when there is no such account
     */
    public boolean requestAgain(UUID id, ClientAddress from) {
        Optional<Account> found = await(accounts.find(id));
        if (found.isEmpty()) {
            return false;
        }
        if (throttle.verification(id, from).isPresent()) {
            securityLog.record(
                    SecurityEvent.THROTTLED, id.toString(), id.toString(), "email-verification");
        } else if (!found.get().emailVerified()) {
            add(found.get());
        }
        return true;
    }

    /**
     * Uses a token up.
     *
     * @param shown as it was sent back
     * @return whether it was good
     */
    public boolean verify(String shown) {
        Optional<Account> verified =
                MailToken.parse(shown)
                        .flatMap(token -> await(tokens.verify(token.digest(), clock.instant())));
        verified.ifPresent(account -> {
            String id = account.id().toString();
            securityLog.record(SecurityEvent.EMAIL_VERIFIED, id, id, "link");
        });
        return verified.isPresent();
    }

    private void add(Account account) {
        await(
                requests.add(
                        new MailRequest(
                                ids.next(),
                                MailPurpose.EMAIL_VERIFICATION,
                                account.email(),
                                clock.instant(),
                                0)));
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(AccountStore.DEADLINE);
    }
}
