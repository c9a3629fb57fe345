package dev.cloudshelf.account.store;

import static dev.cloudshelf.account.store.AccountStoreContract.account;
import static dev.cloudshelf.account.store.AccountStoreContract.await;
import static dev.cloudshelf.account.store.AccountStoreContract.freshEmail;
import static dev.cloudshelf.account.store.AccountStoreContract.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountAuditLog;
import dev.cloudshelf.account.domain.AdminChange;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every audit log of accounts does. */
interface AccountAuditLogContract extends AccountStoreContract {

    String ADMIN = UUID.randomUUID().toString();

    AccountAuditLog auditLog();

    @Test
    default void changesOfAdministratorsAreKeptNewestFirst() {
        Account before = added(freshEmail());
        Account suspended = before.in(Account.Status.SUSPENDED);
        Account active = suspended.in(Account.Status.ACTIVE);

        assertThat(await(store().update(suspended, changes(before, suspended)))).isTrue();
        assertThat(await(store().update(active, changes(suspended, active)))).isTrue();

        assertThat(await(auditLog().changes(before.id())))
                .containsExactly(
                        new AdminChange(ADMIN, LATER, 3, "account_status", "suspended", "active"),
                        new AdminChange(ADMIN, LATER, 2, "account_status", "active", "suspended"));
    }

    @Test
    default void ownChangesLeaveNoEntry() {
        Account before = added(freshEmail());

        assertThat(await(store().update(before.named("Ada", "King", null)))).isTrue();

        assertThat(await(auditLog().changes(before.id()))).isEmpty();
        assertThat(await(auditLog().changes(IDS.next()))).isEmpty();
    }

    @Test
    default void accountThatAServiceMakesHasAnEntry() {
        Account made = account(freshEmail(), Account.Status.ACTIVE);

        assertThat(await(store().add(made, HASH, AdminChange.made(made, "launcher")))).isTrue();

        assertThat(await(auditLog().changes(made.id())))
                .containsExactly(
                        new AdminChange(
                                "launcher", made.createdAt(), 1, "account", null, "customer"));
    }

    @Test
    default void ofRacingChangesOnlyTheOneThatIsDoneHasAnEntry() {
        Account before = added(freshEmail());
        Account suspended = before.in(Account.Status.SUSPENDED);

        List<Boolean> done = race(i -> store().update(suspended, changes(before, suspended)));

        assertThat(done).containsOnlyOnce(true);
        assertThat(await(auditLog().changes(before.id()))).hasSize(1);
    }

    @Test
    default void addressThatIsTakenLeavesNoEntry() {
        Account first = added(freshEmail());
        Account second = account(first.email(), Account.Status.ACTIVE);

        assertThat(await(store().add(second, HASH, AdminChange.made(second, "launcher"))))
                .isFalse();

        assertThat(await(auditLog().changes(second.id()))).isEmpty();
    }

    @Test
    default void entriesStayWhenTheAccountIsClosed() {
        Account before = added(freshEmail());
        Account suspended = before.in(Account.Status.SUSPENDED);
        assertThat(await(store().update(suspended, changes(before, suspended)))).isTrue();

        await(store().close(before.id(), LATER, Set.of()).replaceWith(true));

        assertThat(await(auditLog().changes(before.id()))).hasSize(1);
    }

    private static List<AdminChange> changes(Account before, Account after) {
        return AdminChange.between(before, after, ADMIN, LATER);
    }
}
