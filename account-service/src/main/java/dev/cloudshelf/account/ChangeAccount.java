package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountChange;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.AdminChange;
import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Changes what is known of an account, without undoing what somebody else changes meanwhile. */
@Singleton
public class ChangeAccount {

    private static final int ROUNDS_MAX = 10;

    private final AccountStore accounts;
    private final Clock clock;

    ChangeAccount(AccountStore accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Computes what the audit log says of a change. */
    private interface AuditEntries {
        List<AdminChange> of(Account before, Account after);
    }

    /**
     * @param expected the version that the change was made for; empty for any
     * @param edit computes the account one version on, or leaves it; may be asked more than once
     */
    public Uni<AccountChange> change(UUID id, OptionalLong expected, UnaryOperator<Account> edit) {
        return change(id, expected, edit, (before, after) -> List.of(), ROUNDS_MAX);
    }

    /** The same by an administrator, which the audit log tells. */
    public Uni<AccountChange> changeAsAdmin(
            UUID id, OptionalLong expected, UnaryOperator<Account> edit, UUID admin) {
        return change(
                id,
                expected,
                edit,
                (before, after) ->
                        AdminChange.between(before, after, admin.toString(), clock.instant()),
                ROUNDS_MAX);
    }

    private Uni<AccountChange> change(
            UUID id,
            OptionalLong expected,
            UnaryOperator<Account> edit,
            AuditEntries audit,
            int roundsLeft) {
        if (roundsLeft == 0) {
            return Uni.createFrom()
                    .failure(
                            new Unavailable(
                                    "The account store", new ConcurrentModificationException()));
        }
        return accounts.find(id)
                .flatMap(found -> {
                    if (found.isEmpty()) {
                        return Uni.createFrom().item(new AccountChange.NoSuchAccount());
                    }
                    Account before = found.get();
                    if (expected.isPresent() && expected.getAsLong() != before.version()) {
                        return Uni.createFrom().item(new AccountChange.Stale());
                    }
                    Account after = edit.apply(before);
                    if (after.equals(before)) {
                        return Uni.createFrom().item(new AccountChange.Changed(before, before));
                    }
                    return accounts.update(after, audit.of(before, after))
                            .flatMap(done ->
                                    done
                                            ? Uni.createFrom()
                                                    .item(new AccountChange.Changed(before, after))
                                            : change(id, expected, edit, audit, roundsLeft - 1));
                });
    }
}
