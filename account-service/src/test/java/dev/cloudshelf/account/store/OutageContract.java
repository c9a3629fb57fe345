package dev.cloudshelf.account.store;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cloudshelf.account.domain.AccountDirectory;
import dev.cloudshelf.account.domain.AccountQuery;
import dev.cloudshelf.account.domain.AddressStore;
import dev.cloudshelf.account.domain.AttemptKey;
import dev.cloudshelf.account.domain.AttemptStore;
import dev.cloudshelf.account.domain.CredentialStore;
import dev.cloudshelf.account.domain.MailPurpose;
import dev.cloudshelf.account.domain.MailRequest;
import dev.cloudshelf.account.domain.MailRequests;
import dev.cloudshelf.account.domain.MailToken;
import dev.cloudshelf.account.domain.MailTokens;
import dev.cloudshelf.account.domain.Turn;
import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every other store does when nobody answers. */
interface OutageContract extends AccountStoreContract {

    /** The stores at an address where nothing answers. */
    record Unreachable(
            CredentialStore credentials,
            AddressStore addresses,
            AccountDirectory directory,
            AttemptStore attempts,
            MailRequests requests,
            MailTokens tokens) {}

    Unreachable others();

    @Test
    default void whoeverDoesNotAnswerIsUnavailable() {
        Unreachable at = others();
        UUID id = IDS.next();
        AttemptKey key = AttemptKey.account("ada@example.org");
        MailRequest request =
                new MailRequest(
                        id, MailPurpose.PASSWORD_RESET, AccountStoreContract.freshEmail(), NOW, 0);
        String digest = MailToken.make(IDS).digest();

        List<Uni<?>> calls =
                List.of(
                        at.credentials().changePassword(id, HASH, HASH, null),
                        at.credentials().endSessions(id),
                        at.addresses().find(id),
                        at.addresses().change(id, book -> book.remove(id, NOW)),
                        at.directory().list(new AccountQuery("", "", 1)),
                        at.attempts().take(key, AttemptStoreContract.LIMIT, NOW),
                        at.attempts().giveBack(new Turn.Taken(key, null)),
                        at.attempts().isRemembered(key, NOW),
                        at.requests().add(request),
                        at.requests().claimDue(MailPurpose.PASSWORD_RESET, NOW, LATER, 1),
                        at.tokens().issue(MailPurpose.PASSWORD_RESET, id, digest, LATER),
                        at.tokens().owner(MailPurpose.PASSWORD_RESET, digest, NOW),
                        at.tokens().reset(digest, HASH, NOW));
        for (Uni<?> call : calls) {
            assertThatExceptionOfType(Unavailable.class)
                    .isThrownBy(() -> AccountStoreContract.await(call));
        }
    }
}
