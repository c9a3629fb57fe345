package dev.cloudshelf.account.store;

import static dev.cloudshelf.account.store.AccountStoreContract.await;
import static dev.cloudshelf.account.store.AccountStoreContract.freshEmail;
import static dev.cloudshelf.account.store.AccountStoreContract.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AdminChange;
import dev.cloudshelf.account.domain.RefreshToken;
import dev.cloudshelf.account.domain.Rotation;
import dev.cloudshelf.account.domain.SecondFactor;
import dev.cloudshelf.account.domain.SecondFactorStore;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of second factors does. */
interface SecondFactorContract extends AccountStoreContract {

    Set<String> CODES = Set.of("digest one", "digest two");

    SecondFactorStore factors();

    @Test
    default void newSecretWaitsUntilItIsConfirmed() {
        Account account = added(freshEmail());

        assertThat(await(factors().begin(account.id(), "first"))).isTrue();
        assertThat(await(factors().begin(account.id(), "second"))).isTrue();

        assertThat(await(factors().find(account.id()))).contains(new SecondFactor("second", false));
        assertThat(await(store().find(account.id())).orElseThrow().secondFactor()).isFalse();
        assertThat(await(factors().useStep(account.id(), 8))).isFalse();
        assertThat(await(factors().renewRecoveryCodes(account.id(), CODES))).isFalse();
        assertThat(await(factors().confirm(account.id(), "first", 7, CODES))).isFalse();
        assertThat(await(factors().begin(IDS.next(), "nobody's"))).isFalse();
    }

    @Test
    default void confirmedSecretIsInTheAccountAndIsNotReplaced() {
        Account account = confirmed();

        Account after = await(store().find(account.id())).orElseThrow();
        assertThat(after.secondFactor()).isTrue();
        assertThat(after.version()).isEqualTo(account.version() + 1);
        assertThat(await(factors().begin(account.id(), "other"))).isFalse();
        assertThat(await(factors().confirm(account.id(), "secret", 9, CODES))).isFalse();
        assertThat(await(factors().find(account.id()))).contains(new SecondFactor("secret", true));
    }

    @Test
    default void signInsOfBeforeEndWithTheConfirmation() {
        Account account = added(freshEmail());
        RefreshToken before = signedIn(account);
        assertThat(await(factors().begin(account.id(), "secret"))).isTrue();

        assertThat(await(factors().confirm(account.id(), "secret", 7, CODES))).isTrue();

        RefreshToken next = before.next(IDS.nextToken());
        assertThat(await(Exchanges.exchange(store(), before.digest(), next.digest(), LATER, END)))
                .isInstanceOf(Rotation.Unknown.class);
        assertThat(
                        await(
                                store().signIn(
                                                AccountStoreContract.checked(account),
                                                RefreshToken.first(IDS).digest(),
                                                null,
                                                NOW,
                                                END)))
                .as("by a password that was checked before")
                .isEmpty();
    }

    @Test
    default void stepIsUsedOnceAndNoEarlierOneAfterIt() {
        Account account = confirmed();

        assertThat(await(factors().useStep(account.id(), 7))).as("shown to confirm").isFalse();
        assertThat(await(factors().useStep(account.id(), 9))).isTrue();
        assertThat(await(factors().useStep(account.id(), 9))).isFalse();
        assertThat(await(factors().useStep(account.id(), 8))).isFalse();
        assertThat(await(factors().useStep(account.id(), 10))).isTrue();
    }

    @Test
    default void ofRacingUsesOfOneStepExactlyOneWins() {
        Account account = confirmed();

        assertThat(race(i -> factors().useStep(account.id(), 8))).containsOnlyOnce(true);
    }

    @Test
    default void recoveryCodeIsUsedOnce() {
        Account account = confirmed();

        assertThat(await(factors().useRecoveryCode(account.id(), "digest one"))).isTrue();
        assertThat(await(factors().useRecoveryCode(account.id(), "digest one"))).isFalse();
        assertThat(await(factors().useRecoveryCode(account.id(), "digest three"))).isFalse();
        assertThat(await(factors().useRecoveryCode(account.id(), "digest two"))).isTrue();
        assertThat(await(factors().useRecoveryCode(account.id(), "digest two"))).isFalse();

        assertThat(await(factors().renewRecoveryCodes(account.id(), Set.of("digest four"))))
                .isTrue();
        assertThat(await(factors().useRecoveryCode(account.id(), "digest one"))).isFalse();
        assertThat(await(factors().useRecoveryCode(account.id(), "digest four"))).isTrue();
    }

    @Test
    default void ofRacingUsesOfOneRecoveryCodeExactlyOneWins() {
        Account account = confirmed();

        assertThat(race(i -> factors().useRecoveryCode(account.id(), "digest two")))
                .containsOnlyOnce(true);
    }

    @Test
    default void removedSecondFactorIsGone() {
        Account account = confirmed();

        assertThat(await(factors().remove(account.id()))).isTrue();

        assertThat(await(factors().remove(account.id()))).isFalse();
        assertThat(await(factors().find(account.id()))).isEmpty();
        Account after = await(store().find(account.id())).orElseThrow();
        assertThat(after.secondFactor()).isFalse();
        assertThat(after.version()).isEqualTo(account.version() + 2);
        assertThat(await(factors().begin(account.id(), "another"))).isTrue();
    }

    @Test
    default void administratorRemovesItWithTheChangeOfTheAccount() {
        Account account = confirmed();
        Account before = await(store().find(account.id())).orElseThrow();
        Account after = before.in(Account.Status.ACTIVE, false);
        List<AdminChange> changes = AdminChange.between(before, after, "admin", LATER);

        assertThat(changes).extracting(AdminChange::field).containsExactly("second_factor");
        assertThat(await(store().update(after, changes))).isTrue();

        assertThat(await(factors().find(account.id()))).isEmpty();
        assertThat(await(store().find(account.id()))).contains(after);
    }

    @Test
    default void ownersChangeOfNamesKeepsIt() {
        Account account = confirmed();
        Account before = await(store().find(account.id())).orElseThrow();

        assertThat(await(store().update(before.named("Ada", "King", null)))).isTrue();

        assertThat(await(factors().find(account.id()))).isPresent();
        assertThat(await(store().find(account.id())).orElseThrow().secondFactor()).isTrue();
    }

    @Test
    default void closedAccountHasNoneAndGetsNone() {
        Account account = confirmed();

        await(store().close(account.id(), LATER, Set.of()).replaceWith(true));

        assertThat(await(factors().find(account.id()))).isEmpty();
        assertThat(await(factors().begin(account.id(), "another"))).isFalse();
    }

    private Account confirmed() {
        Account account = added(freshEmail());
        assertThat(await(factors().begin(account.id(), "secret"))).isTrue();
        assertThat(await(factors().confirm(account.id(), "secret", 7, CODES))).isTrue();
        return account;
    }
}
