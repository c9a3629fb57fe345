package dev.cloudshelf.account.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.RefreshToken;
import dev.cloudshelf.account.store.postgres.PostgresAccountStore;
import dev.cloudshelf.testkit.TestPostgres;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresAccountStoreTest implements AccountStoreContract {

    private static final int NOTHING_LISTENS = 1;

    private final Vertx vertx = Vertx.vertx();
    private TestPostgres schema;
    private Pool pool;

    @BeforeAll
    void connect() {
        schema = TestPostgres.schema("account");
        pool = pool(schema.port());
    }

    @AfterAll
    void disconnect() {
        vertx.closeAndAwait();
    }

    @Override
    public AccountStore store() {
        return new PostgresAccountStore(pool);
    }

    @Override
    public AccountStore unreachable() {
        return new PostgresAccountStore(pool(NOTHING_LISTENS));
    }

    @Test
    void expiredTokensGoWithTheNextSignIn() {
        Account account = added(AccountStoreContract.freshEmail());
        signedIn(account);
        signedIn(account);
        assertThat(tokensOf(account)).isEqualTo(2);

        AccountStoreContract.await(
                store().signIn(
                                account.id(),
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

    private Pool pool(int port) {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(RACERS))
                .connectingTo(
                        new PgConnectOptions()
                                .setHost("127.0.0.1")
                                .setPort(port)
                                .setDatabase("postgres")
                                .setUser(schema.name())
                                .setPassword(schema.password())
                                .setProperties(Map.of("search_path", "account,public")))
                .using(vertx)
                .build();
    }
}
