package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.AdminChange;
import dev.cloudshelf.account.domain.NewAccount;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.Passwords;
import dev.cloudshelf.kernel.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Makes an account. Hashes a password, so it runs on a thread that may be kept busy. */
@Singleton
public class RegisterAccount {

    private final AccountStore accounts;
    private final Passwords passwords;
    private final Ids ids;
    private final Clock clock;

    RegisterAccount(AccountStore accounts, Passwords passwords, Ids ids, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @return empty when the e-mail address has an account already
     */
    public Optional<Account> register(NewAccount wanted) {
        return register(ids.next(), wanted, account -> List.of());
    }

    /**
     * Makes an account for a service, which the audit log tells.
     *
     * @param by the id of the service client
     * @return empty when the email address has an account already
     */
    public Optional<Account> registerFor(NewAccount wanted, String by) {
        return register(ids.next(), wanted, account -> AdminChange.made(account, by));
    }

    Optional<Account> register(UUID id, NewAccount wanted) {
        return register(id, wanted, account -> List.of());
    }

    private Optional<Account> register(
            UUID id, NewAccount wanted, Function<Account, List<AdminChange>> changes) {
        PasswordHash hash = passwords.hash(wanted.password());
        Account account =
                new Account(
                                id,
                                wanted.email(),
                                wanted.firstName(),
                                wanted.lastName(),
                                null,
                                Account.Status.ACTIVE,
                                wanted.roles(),
                                clock.instant(),
                                null,
                                1)
                        .withEmailVerified(wanted.emailVerified());
        boolean added =
                accounts.add(account, hash, changes.apply(account))
                        .await()
                        .atMost(AccountStore.DEADLINE);
        return added ? Optional.of(account) : Optional.empty();
    }
}
