package dev.cloudshelf.account.store;

import static dev.cloudshelf.account.store.AccountStoreContract.await;
import static dev.cloudshelf.account.store.AccountStoreContract.checked;
import static dev.cloudshelf.account.store.AccountStoreContract.freshEmail;
import static dev.cloudshelf.account.store.AccountStoreContract.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.CredentialStore;
import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.RefreshToken;
import dev.cloudshelf.account.domain.Rotation;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of credentials does. */
interface CredentialStoreContract extends AccountStoreContract {

    PasswordHash OTHER = new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$b3RoZXI$aGFzaA");

    CredentialStore credentials();

    @Test
    default void aPasswordIsReplacedAndEverySignInEnds() {
        Account account = added(freshEmail());
        RefreshToken phone = signedIn(account);
        RefreshToken laptop = signedIn(account);

        assertThat(await(credentials().changePassword(account.id(), HASH, OTHER, null))).isTrue();

        assertThat(await(store().credentials(account.email())).orElseThrow().hash())
                .isEqualTo(OTHER);
        assertEnded(phone);
        assertEnded(laptop);
    }

    @Test
    default void theSignInThatIsNamedGoesOn() {
        Account account = added(freshEmail());
        RefreshToken phone = signedIn(account);
        RefreshToken laptop = signedIn(account);

        await(credentials().changePassword(account.id(), HASH, OTHER, laptop.digest()));

        assertEnded(phone);
        assertGood(laptop);
    }

    @Test
    default void aTokenThatIsNotGoodKeepsNothing() {
        Account account = added(freshEmail());
        RefreshToken ofSomebodyElse = signedIn(added(freshEmail()));
        RefreshToken old = signedIn(account);
        RefreshToken newest = old.next(IDS.nextToken());
        await(Exchanges.exchange(store(), old.digest(), newest.digest(), LATER, END));

        assertThat(await(credentials().changePassword(account.id(), HASH, OTHER, old.digest())))
                .isTrue();
        assertEnded(newest);
        assertThat(await(credentials().changePassword(account.id(), OTHER, HASH, newest.digest())))
                .as("a sign-in that has ended does not come back")
                .isTrue();
        assertEnded(newest);
        await(credentials().changePassword(account.id(), HASH, OTHER, ofSomebodyElse.digest()));
        assertGood(ofSomebodyElse);
    }

    @Test
    default void anotherPasswordThanTheCurrentOneChangesNothing() {
        Account account = added(freshEmail());
        RefreshToken token = signedIn(account);

        assertThat(await(credentials().changePassword(account.id(), OTHER, HASH, null))).isFalse();
        assertThat(await(credentials().changePassword(IDS.next(), HASH, OTHER, null))).isFalse();

        assertThat(await(store().credentials(account.email())).orElseThrow().hash())
                .isEqualTo(HASH);
        assertGood(token);
    }

    @Test
    default void ofRacingChangesOfOnePasswordExactlyOneIsMade() {
        Account account = added(freshEmail());

        List<Boolean> changed =
                race(i ->
                        credentials()
                                .changePassword(
                                        account.id(), HASH, new PasswordHash("$other" + i), null));

        assertThat(changed).containsOnlyOnce(true);
        assertThat(await(store().credentials(account.email())).orElseThrow().hash())
                .isEqualTo(new PasswordHash("$other" + changed.indexOf(true)));
    }

    /** The old password was right when it was checked, and is not when the sign-in is kept. */
    @Test
    default void aSignInOnTheStrengthOfAnOldPasswordIsRefused() {
        Account account = added(freshEmail());
        Credentials checked = checked(account);
        await(credentials().changePassword(account.id(), HASH, OTHER, null));

        RefreshToken late = RefreshToken.first(IDS);
        assertThat(await(store().signIn(checked, late.digest(), null, NOW, END))).isEmpty();

        Credentials now = await(store().credentials(account.email())).orElseThrow();
        RefreshToken good = RefreshToken.first(IDS);
        assertThat(await(store().signIn(now, good.digest(), null, NOW, END))).isPresent();
        assertGood(good);
    }

    @Test
    default void aRehashIsNoChangeOfThePassword() {
        Account account = added(freshEmail());
        RefreshToken token = signedIn(account);

        await(credentials().rehash(checked(account), OTHER).replaceWith(true));

        assertThat(await(store().credentials(account.email())))
                .contains(new Credentials(account.id(), account.email(), OTHER, 0));
        assertGood(token);
        await(credentials().rehash(checked(account), HASH).replaceWith(true));
        assertThat(await(store().credentials(account.email())).orElseThrow().hash())
                .as("a hash that has changed meanwhile stays")
                .isEqualTo(OTHER);
    }

    @Test
    default void aSignInEndsAlone() {
        Account account = added(freshEmail());
        RefreshToken phone = signedIn(account);
        RefreshToken laptop = signedIn(account);

        assertThat(await(credentials().endSession(phone.digest()))).contains(account.id());
        assertThat(await(credentials().endSession(phone.digest()))).isEmpty();

        assertEnded(phone);
        assertGood(laptop);
    }

    @Test
    default void allSignInsOfAnAccountEndTogether() {
        Account account = added(freshEmail());
        RefreshToken phone = signedIn(account);
        RefreshToken laptop = signedIn(account);
        RefreshToken ofSomebodyElse = signedIn(added(freshEmail()));

        await(credentials().endSessions(account.id()).replaceWith(true));
        await(credentials().endSessions(IDS.next()).replaceWith(true));

        assertEnded(phone);
        assertEnded(laptop);
        assertGood(ofSomebodyElse);
        Credentials now = await(store().credentials(account.email())).orElseThrow();
        assertThat(await(store().signIn(now, RefreshToken.first(IDS).digest(), null, NOW, END)))
                .isPresent();
    }

    /**
     * As if one had come after the other. A change that comes second is shown a token that is not
     * the newest any more, and keeps nothing.
     */
    @Test
    default void aRefreshThatRacesAChangeThatKeepsItLeavesTheNewestTokenGoodOrNone() {
        for (int round = 0; round < 25; round++) {
            Account account = added(freshEmail());
            RefreshToken kept = signedIn(account);
            RefreshToken next = kept.next(IDS.nextToken());

            var both =
                    await(
                            Uni.combine()
                                    .all()
                                    .unis(
                                            credentials()
                                                    .changePassword(
                                                            account.id(),
                                                            HASH,
                                                            OTHER,
                                                            kept.digest()),
                                            Exchanges.exchange(
                                                    store(),
                                                    kept.digest(),
                                                    next.digest(),
                                                    LATER,
                                                    END))
                                    .asTuple());

            assertThat(both.getItem1()).isTrue();
            assertThat(both.getItem2()).isNotInstanceOf(Rotation.Reused.class);
            RefreshToken newest = next.next(IDS.nextToken());
            if (await(Exchanges.exchange(store(), next.digest(), newest.digest(), LATER, END))
                    instanceof Rotation.Rotated) {
                assertThat(both.getItem2()).isInstanceOf(Rotation.Rotated.class);
                assertThat(rotate(kept)).isInstanceOf(Rotation.Reused.class);
            }
            assertEnded(newest);
        }
    }

    private void assertGood(RefreshToken token) {
        assertThat(rotate(token)).isInstanceOf(Rotation.Rotated.class);
    }

    private void assertEnded(RefreshToken token) {
        assertThat(rotate(token)).isInstanceOf(Rotation.Unknown.class);
    }

    private Rotation rotate(RefreshToken token) {
        return await(
                Exchanges.exchange(
                        store(), token.digest(), token.next(IDS.nextToken()).digest(), LATER, END));
    }
}
