package dev.cloudshelf.account.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountAuditLog;
import dev.cloudshelf.account.domain.AccountDirectory;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.AddressStore;
import dev.cloudshelf.account.domain.AttemptStore;
import dev.cloudshelf.account.domain.ClosingNotices;
import dev.cloudshelf.account.domain.CredentialStore;
import dev.cloudshelf.account.domain.MailRequests;
import dev.cloudshelf.account.domain.MailTokens;
import dev.cloudshelf.account.domain.RefreshToken;
import dev.cloudshelf.account.domain.Rotation;
import dev.cloudshelf.account.domain.SecondFactorStore;
import dev.cloudshelf.account.domain.SignIns;
import dev.cloudshelf.account.store.postgres.PostgresAccountAuditLog;
import dev.cloudshelf.account.store.postgres.PostgresAccountDirectory;
import dev.cloudshelf.account.store.postgres.PostgresAccountStore;
import dev.cloudshelf.account.store.postgres.PostgresAddressStore;
import dev.cloudshelf.account.store.postgres.PostgresAttemptStore;
import dev.cloudshelf.account.store.postgres.PostgresClosingNotices;
import dev.cloudshelf.account.store.postgres.PostgresCredentialStore;
import dev.cloudshelf.account.store.postgres.PostgresMailRequests;
import dev.cloudshelf.account.store.postgres.PostgresMailTokens;
import dev.cloudshelf.account.store.postgres.PostgresSecondFactorStore;
import dev.cloudshelf.account.store.postgres.PostgresSignIns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
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
                MailContract,
                ClosingNoticesContract,
                AccountAuditLogContract,
                SecondFactorContract {

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
    public SignIns signIns() {
        return new PostgresSignIns(pool);
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
                new PostgresMailRequests(nobody),
                new PostgresMailTokens(nobody));
    }

    @Override
    public MailRequests requests() {
        return new PostgresMailRequests(pool);
    }

    @Override
    public AccountAuditLog auditLog() {
        return new PostgresAccountAuditLog(pool);
    }

    @Override
    public SecondFactorStore factors() {
        return new PostgresSecondFactorStore(pool);
    }

    @Override
    public ClosingNotices notices() {
        return new PostgresClosingNotices(pool);
    }

    @Override
    public MailTokens tokens() {
        return new PostgresMailTokens(pool);
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
                                null,
                                END,
                                END.plus(Duration.ofDays(30))));

        assertThat(tokensOf(account)).isEqualTo(1);
    }

    /** Both wait for one row, the change before the refresh, and go on in that order. */
    @Test
    void aRefreshThatWaitsForAChangeThatKeepsItIsDone() {
        Account account = added(AccountStoreContract.freshEmail());
        RefreshToken kept = signedIn(account);
        RefreshToken next = kept.next(IDS.nextToken());
        SqlConnection holder = AccountStoreContract.await(pool.getConnection());
        Transaction held = AccountStoreContract.await(holder.begin());
        AccountStoreContract.await(
                holder.preparedQuery(
                                "SELECT 1 FROM refresh_tokens WHERE family_hash = $1 FOR UPDATE")
                        .execute(Tuple.of(kept.digest().family())));

        var changed =
                credentials()
                        .changePassword(account.id(), HASH, OTHER, kept.digest())
                        .subscribeAsCompletionStage();
        awaitWaiting(1);
        var rotated = rotating(kept, next).subscribeAsCompletionStage();
        awaitWaiting(2);
        AccountStoreContract.await(held.commit().replaceWith(true));
        AccountStoreContract.await(holder.close().replaceWith(true));

        assertThat(changed.join()).isTrue();
        assertThat(rotated.join()).isInstanceOf(Rotation.Rotated.class);
        RefreshToken newest = next.next(IDS.nextToken());
        assertThat(AccountStoreContract.await(rotating(next, newest)))
                .isInstanceOf(Rotation.Rotated.class);
        assertThat(AccountStoreContract.await(rotating(kept, kept.next(IDS.nextToken()))))
                .isInstanceOf(Rotation.Reused.class);
        assertThat(AccountStoreContract.await(rotating(newest, newest.next(IDS.nextToken()))))
                .isInstanceOf(Rotation.Unknown.class);
    }

    private Uni<Rotation> rotating(RefreshToken shown, RefreshToken next) {
        return Exchanges.exchange(store(), shown.digest(), next.digest(), LATER, END);
    }

    /** Until so many of our statements wait for a lock. */
    private void awaitWaiting(long statements) {
        String sql =
                "SELECT count(*) FROM pg_stat_activity"
                        + " WHERE usename = current_user AND wait_event_type = 'Lock'";
        Instant end = Instant.now().plusSeconds(20);
        while (count(sql, Tuple.tuple()) < statements) {
            assertThat(Instant.now()).isBefore(end);
        }
    }

    private long tokensOf(Account account) {
        return count(
                "SELECT count(*) FROM refresh_tokens WHERE user_id = $1", Tuple.of(account.id()));
    }

    private long count(String sql, Tuple parameters) {
        return AccountStoreContract.await(pool.preparedQuery(sql).execute(parameters))
                .iterator()
                .next()
                .getLong(0);
    }
}
