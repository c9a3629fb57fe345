package dev.cloudshelf.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.store.AccountSchema;
import dev.cloudshelf.account.store.postgres.PostgresExpiredRecords;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What has expired goes after its days, in as many batches as it takes, and nothing else does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoveExpiredTest {

    private final AccountSchema schema = new AccountSchema();
    private final Pool pool = schema.pool(2);
    private final RemoveExpired job =
            new RemoveExpired(
                    new PostgresExpiredRecords(pool),
                    new SmallRyeConfigBuilder()
                            .withMapping(RetentionConfig.class)
                            .build()
                            .getConfigMapping(RetentionConfig.class),
                    new MovableClock(Instant.parse("2026-11-20T12:00:00Z")));

    @AfterAll
    void disconnect() {
        schema.close();
    }

    @Test
    void whatHasExpiredGoesAfterItsDaysAndNothingElse() {
        run(
                """
                INSERT INTO users (
                    id, email, password_hash, first_name, last_name,
                    account_status, roles, created_at, version)
                SELECT gen_random_uuid(), n || '@example.org', '*', 'Ada', 'Lovelace',
                       'active', ARRAY['customer'], '2026-01-01', 1
                FROM generate_series(1, 4) AS n
                """);
        run(
                """
                INSERT INTO refresh_tokens (
                    family_hash, secret_hash, user_id, created_at, expires_at)
                SELECT 'f' || n, 's', (SELECT min(id::text)::uuid FROM users), '2026-01-01',
                       timestamptz '2026-10-21 12:00:00Z'
                       + CASE WHEN n <= 1203 THEN interval '-1 s' ELSE interval '0' END
                FROM generate_series(1, 1205) AS n
                """);
        run(
                """
                INSERT INTO sign_in_attempts (key, tries, expires_at)
                VALUES ('old', 1, '2026-11-19 11:59:59Z'), ('new', 1, '2026-11-19 12:00:00Z')
                """);
        for (String table : new String[] {"reset_tokens", "verification_tokens"}) {
            run(
                    """
                    INSERT INTO %s (user_id, token_hash, expires_at)
                    SELECT id, email, timestamptz '2026-11-19 11:59:59Z'
                           + CASE WHEN email LIKE '1@%%' THEN interval '0' ELSE interval '1 s' END
                    FROM users
                    """
                            .formatted(table));
        }

        job.removeExpired();
        job.removeExpired();

        assertThat(count("refresh_tokens")).isEqualTo(2);
        assertThat(count("sign_in_attempts")).isEqualTo(1);
        assertThat(count("reset_tokens")).isEqualTo(3);
        assertThat(count("verification_tokens")).isEqualTo(3);
    }

    private long count(String table) {
        return pool.query("SELECT count(*) AS n FROM " + table)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next()
                .getLong("n");
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(Duration.ofSeconds(10));
    }
}
