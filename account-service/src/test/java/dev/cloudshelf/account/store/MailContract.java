package dev.cloudshelf.account.store;

import static dev.cloudshelf.account.store.AccountStoreContract.await;
import static dev.cloudshelf.account.store.AccountStoreContract.freshEmail;
import static dev.cloudshelf.account.store.AccountStoreContract.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.MailPurpose;
import dev.cloudshelf.account.domain.MailRequest;
import dev.cloudshelf.account.domain.MailRequests;
import dev.cloudshelf.account.domain.MailToken;
import dev.cloudshelf.account.domain.MailTokens;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.RefreshToken;
import dev.cloudshelf.account.domain.Rotation;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of requests and tokens for a new password does. */
interface MailContract extends AccountStoreContract {

    PasswordHash CHOSEN = new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$bmV3$aGFzaA");
    Instant EXPIRY = NOW.plus(Duration.ofMinutes(30));

    MailRequests requests();

    MailTokens tokens();

    @Test
    default void aRequestIsTakenUpOnceUntilItsLeaseEnds() {
        MailRequest request = added();
        Instant again = NOW.plusSeconds(30);

        assertThat(claimed(request, NOW.minusMillis(1), again)).isEmpty();
        assertThat(claimed(request, NOW, again))
                .contains(
                        new MailRequest(
                                request.id(), MailPurpose.PASSWORD_RESET, request.email(), NOW, 1));
        assertThat(claimed(request, again.minusMillis(1), LATER)).isEmpty();
        assertThat(claimed(request, again, LATER))
                .contains(
                        new MailRequest(
                                request.id(), MailPurpose.PASSWORD_RESET, request.email(), NOW, 2));
        done(request);
    }

    @Test
    default void ofRacingTakersExactlyOneGetsARequest() {
        MailRequest request = added();

        List<List<MailRequest>> claims =
                race(i -> requests().claimDue(MailPurpose.PASSWORD_RESET, NOW, LATER, 1000));

        assertThat(claims.stream().flatMap(List::stream).map(MailRequest::id))
                .containsOnlyOnce(request.id());
        done(request);
    }

    @Test
    default void aRequestIsPutOffOrForgotten() {
        MailRequest request = added();
        Instant due = NOW.plusSeconds(5);
        assertThat(claimed(request, NOW, LATER)).isPresent();

        await(requests().postpone(request, due).replaceWith(true));
        assertThat(claimed(request, due.minusMillis(1), LATER)).isEmpty();
        assertThat(claimed(request, due, LATER)).isPresent();

        done(request);
        await(requests().postpone(request, due).replaceWith(true));
        assertThat(claimed(request, END, END.plusSeconds(1))).isEmpty();
    }

    @Test
    default void noMoreAreTakenUpThanWereAskedFor() {
        List<MailRequest> three = List.of(added(), added(), added());

        assertThat(await(requests().claimDue(MailPurpose.PASSWORD_RESET, NOW, LATER, 2)))
                .hasSize(2);
        three.forEach(this::done);
    }

    @Test
    default void aTokenGivesANewPasswordAndEndsEverySignIn() {
        Account account = added(freshEmail());
        RefreshToken signedIn = signedIn(account);
        String token = issued(account);

        assertThat(await(tokens().owner(MailPurpose.PASSWORD_RESET, token, NOW))).isPresent();
        assertThat(await(tokens().reset(token, CHOSEN, NOW)).map(Account::id))
                .contains(account.id());

        assertThat(await(store().credentials(account.email())).orElseThrow().hash())
                .isEqualTo(CHOSEN);
        assertThat(
                        await(
                                Exchanges.exchange(
                                        store(),
                                        signedIn.digest(),
                                        signedIn.next(IDS.nextToken()).digest(),
                                        LATER,
                                        END)))
                .isInstanceOf(Rotation.Unknown.class);
    }

    @Test
    default void aTokenIsGoodOnce() {
        String token = issued(added(freshEmail()));

        assertThat(await(tokens().reset(token, CHOSEN, NOW))).isPresent();

        assertThat(await(tokens().owner(MailPurpose.PASSWORD_RESET, token, NOW))).isEmpty();
        assertThat(await(tokens().reset(token, HASH, NOW))).isEmpty();
    }

    @Test
    default void ofRacingUsesExactlyOneWins() {
        Account account = added(freshEmail());
        String token = issued(account);

        List<Optional<Account>> uses =
                race(i -> tokens().reset(token, new PasswordHash("$chosen" + i), NOW));

        assertThat(uses).filteredOn(Optional::isPresent).hasSize(1);
        int winner =
                uses.indexOf(uses.stream().filter(Optional::isPresent).findFirst().orElseThrow());
        assertThat(await(store().credentials(account.email())).orElseThrow().hash())
                .isEqualTo(new PasswordHash("$chosen" + winner));
    }

    @Test
    default void anExpiredTokenIsWorthNothing() {
        Account account = added(freshEmail());
        String token = issued(account);

        assertThat(await(tokens().owner(MailPurpose.PASSWORD_RESET, token, EXPIRY.minusSeconds(1))))
                .isPresent();
        assertThat(await(tokens().owner(MailPurpose.PASSWORD_RESET, token, EXPIRY))).isEmpty();
        assertThat(await(tokens().reset(token, CHOSEN, EXPIRY))).isEmpty();
        assertThat(await(store().credentials(account.email())).orElseThrow().hash())
                .isEqualTo(HASH);
    }

    @Test
    default void theNewestTokenIsTheOnlyOne() {
        Account account = added(freshEmail());
        String first = issued(account);
        String second = issued(account);

        assertThat(await(tokens().owner(MailPurpose.PASSWORD_RESET, first, NOW))).isEmpty();
        assertThat(await(tokens().reset(first, CHOSEN, NOW))).isEmpty();
        assertThat(await(tokens().reset(second, CHOSEN, NOW))).isPresent();
        assertThat(await(tokens().reset(issued(account), HASH, NOW))).isPresent();
    }

    @Test
    default void whoIsNotThereGetsNoToken() {
        Account closed = added(freshEmail());
        String before = issued(closed);
        await(store().close(closed.id(), NOW, Set.of()).replaceWith(true));

        assertThat(await(tokens().reset(before, CHOSEN, NOW))).isEmpty();
        assertThat(await(tokens().reset(issued(closed), CHOSEN, NOW))).isEmpty();
        assertThat(await(tokens().reset(MailToken.make(IDS).digest(), CHOSEN, NOW))).isEmpty();
    }

    @Test
    default void whoeverUsesATokenAndWhoeverClosesTheAccountDoNotWaitForEachOther() {
        for (int round = 0; round < 25; round++) {
            Account account = added(freshEmail());
            String token = issued(account);
            Uni<Boolean> closed = store().close(account.id(), NOW, Set.of()).replaceWith(true);
            Uni<Boolean> used = tokens().reset(token, CHOSEN, NOW).map(Optional::isPresent);

            await(Uni.join().all(closed, used).andFailFast());

            assertThat(await(store().find(account.id()))).isEmpty();
            assertThat(await(store().credentials(account.email()))).isEmpty();
            assertThat(await(tokens().reset(token, CHOSEN, NOW))).isEmpty();
        }
    }

    @Test
    default void eachPurposeHasAQueueOfItsOwn() {
        MailRequest request =
                new MailRequest(IDS.next(), MailPurpose.EMAIL_VERIFICATION, freshEmail(), NOW, 0);
        await(requests().add(request).replaceWith(true));

        assertThat(claimed(request, NOW, LATER)).isEmpty();
        assertThat(await(requests().claimDue(MailPurpose.EMAIL_VERIFICATION, NOW, LATER, 1000)))
                .filteredOn(claimed -> claimed.id().equals(request.id()))
                .singleElement()
                .isEqualTo(
                        new MailRequest(
                                request.id(),
                                MailPurpose.EMAIL_VERIFICATION,
                                request.email(),
                                NOW,
                                1));
        done(request);
    }

    @Test
    default void anAddressIsVerifiedOnceByATokenForThat() {
        Account account = added(freshEmail());
        String other = issued(account);
        String digest = MailToken.make(IDS).digest();
        await(
                tokens().issue(MailPurpose.EMAIL_VERIFICATION, account.id(), digest, EXPIRY)
                        .replaceWith(true));

        assertThat(await(tokens().verify(other, NOW))).isEmpty();
        assertThat(await(tokens().reset(digest, CHOSEN, NOW))).isEmpty();
        assertThat(await(tokens().verify(digest, EXPIRY))).isEmpty();
        assertThat(await(store().find(account.id())).orElseThrow().emailVerified()).isFalse();

        Account verified = await(tokens().verify(digest, NOW)).orElseThrow();
        assertThat(verified.emailVerified()).isTrue();
        assertThat(verified.version()).isEqualTo(account.version() + 1);
        assertThat(await(store().find(account.id()))).contains(verified);
        assertThat(await(tokens().verify(digest, NOW))).isEmpty();
    }

    @Test
    default void ofRacingVerificationsExactlyOneWins() {
        Account account = added(freshEmail());
        String digest = MailToken.make(IDS).digest();
        await(
                tokens().issue(MailPurpose.EMAIL_VERIFICATION, account.id(), digest, EXPIRY)
                        .replaceWith(true));

        assertThat(race(i -> tokens().verify(digest, NOW)))
                .filteredOn(Optional::isPresent)
                .hasSize(1);
    }

    @Test
    default void aNewPasswordByMailVerifiesTheAddressToo() {
        Account account = added(freshEmail());

        Account after = await(tokens().reset(issued(account), CHOSEN, NOW)).orElseThrow();

        assertThat(after.emailVerified()).isTrue();
        assertThat(after.version()).isEqualTo(account.version() + 1);
        assertThat(await(tokens().reset(issued(account), HASH, NOW)).orElseThrow().version())
                .isEqualTo(after.version());
    }

    @Test
    default void aClosedAccountHasNoTokenThatVerifies() {
        Account account = added(freshEmail());
        String digest = MailToken.make(IDS).digest();
        await(
                tokens().issue(MailPurpose.EMAIL_VERIFICATION, account.id(), digest, EXPIRY)
                        .replaceWith(true));
        await(store().close(account.id(), NOW, Set.of()).replaceWith(true));

        assertThat(await(tokens().verify(digest, NOW))).isEmpty();
    }

    private MailRequest added() {
        MailRequest request =
                new MailRequest(IDS.next(), MailPurpose.PASSWORD_RESET, freshEmail(), NOW, 0);
        await(requests().add(request).replaceWith(true));
        return request;
    }

    private void done(MailRequest request) {
        await(requests().done(request).replaceWith(true));
    }

    private Optional<MailRequest> claimed(MailRequest request, Instant at, Instant again) {
        return await(requests().claimDue(MailPurpose.PASSWORD_RESET, at, again, 1000)).stream()
                .filter(claimed -> claimed.id().equals(request.id()))
                .findFirst();
    }

    private String issued(Account account) {
        String digest = MailToken.make(IDS).digest();
        await(
                tokens().issue(MailPurpose.PASSWORD_RESET, account.id(), digest, EXPIRY)
                        .replaceWith(true));
        return digest;
    }
}
