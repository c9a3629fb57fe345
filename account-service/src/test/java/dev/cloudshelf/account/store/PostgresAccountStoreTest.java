package dev.cloudshelf.account.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountDirectory;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.AddressStore;
import dev.cloudshelf.account.domain.AttemptStore;
import dev.cloudshelf.account.domain.CredentialStore;
import dev.cloudshelf.account.domain.RefreshToken;
import dev.cloudshelf.account.domain.ResetRequests;
import dev.cloudshelf.account.domain.ResetTokens;
import dev.cloudshelf.account.store.postgres.PostgresAccountDirectory;
import dev.cloudshelf.account.store.postgres.PostgresAccountStore;
import dev.cloudshelf.account.store.postgres.PostgresAddressStore;
import dev.cloudshelf.account.store.postgres.PostgresAttemptStore;
import dev.cloudshelf.account.store.postgres.PostgresCredentialStore;
import dev.cloudshelf.account.store.postgres.PostgresResetRequests;
import dev.cloudshelf.account.store.postgres.PostgresResetTokens;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresAccountStoreTest
        implements AccountStoreContract,
                CredentialStoreContract,
                AddressStoreContract,
                AccountDirectoryContract,
                AttemptStoreContract,
                OutageContract,
                ResetsContract {

    private final AccountSchema schema = new AccountSchema();
    private final Pool pool = schema.pool(RACERS);

    @AfterAll
    void disconnect() {
        schema.close();
    }

    @Override
    public AccountStore store() {
        return new PostgresAccountStore(pool);
    }

    @Override
    public AccountStore unreachable() {
        return new PostgresAccountStore(schema.unreachable());
    }

    @Override
    public CredentialStore credentials() {
        return new PostgresCredentialStore(pool);
    }

    @Override
    public AddressStore addresses() {
        return new PostgresAddressStore(pool);
    }

    @Override
    public AccountDirectory directory() {
        return new PostgresAccountDirectory(pool);
    }

    @Override
    public Unreachable others() {
        Pool nobody = schema.unreachable();
        return new Unreachable(
                new PostgresCredentialStore(nobody),
                new PostgresAddressStore(nobody),
                new PostgresAccountDirectory(nobody),
                new PostgresAttemptStore(nobody),
                new PostgresResetRequests(nobody),
                new PostgresResetTokens(nobody));
    }

    @Override
    public ResetRequests requests() {
        return new PostgresResetRequests(pool);
    }

    @Override
    public ResetTokens tokens() {
        return new PostgresResetTokens(pool);
    }

    @Override
    public AttemptStore attempts() {
        return new PostgresAttemptStore(pool);
    }

    @Test
    void expiredTokensGoWithTheNextSignIn() {
        Account account = added(AccountStoreContract.freshEmail());
        signedIn(account);
        signedIn(account);
        assertThat(tokensOf(account)).isEqualTo(2);

        AccountStoreContract.await(
                store().signIn(
                                AccountStoreContract.checked(account),
                                RefreshToken.first(IDS).digest(),
                                END,
                                END.plus(Duration.ofDays(30))));

        assertThat(tokensOf(account)).isEqualTo(1);
    }

    private long tokensOf(Account account) {
        return AccountStoreContract.await(
                        pool.preparedQuery("SELECT count(*) FROM refresh_tokens WHERE user_id = $1")
                                .execute(Tuple.of(account.id())))
                .iterator()
                .next()
                .getLong(0);
    }
}
