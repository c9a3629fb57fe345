package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.PASSWORD;
import static dev.cloudshelf.account.http.Api.api;
import static dev.cloudshelf.account.http.Api.assertProblem;
import static dev.cloudshelf.account.http.Api.json;
import static dev.cloudshelf.account.http.Api.registered;
import static dev.cloudshelf.account.http.Api.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.AccountStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A row that somebody has locked, and does not let go, is no matter of other accounts. */
@QuarkusTest
@TestProfile(BuiltFor.Postgres.class)
class PostgresLocksTest {

    /** Far more than there are connections. */
    private static final int CALLS = 40;

    @Inject Pool pool;

    @Test
    void nothingHoldsAConnectionUntilItsCallerHasGone() {
        var settings =
                await(
                        pool.query(
                                        """
                                        SELECT name, setting::int AS millis FROM pg_settings
                                        WHERE name IN (
                                            'lock_timeout', 'statement_timeout',
                                            'idle_in_transaction_session_timeout')
                                        """)
                                .execute());

        assertThat(settings)
                .hasSize(3)
                .allSatisfy(setting ->
                        assertThat(setting.getInteger("millis"))
                                .as(setting.getString("name"))
                                .isBetween(1, (int) AccountStore.DEADLINE.toMillis() - 1));
    }

    @Test
    void manyRequestsForALockedAccountLeaveRoomForOthers() throws Exception {
        String locked = signIn(registered(), PASSWORD).path("access_token");
        String other = signIn(registered(), PASSWORD).path("access_token");
        SqlConnection holder = await(pool.getConnection());
        Transaction held = lock(holder, account(locked));

        try (ExecutorService threads = Executors.newFixedThreadPool(CALLS)) {
            List<Future<Response>> waiting = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                waiting.add(threads.submit(() -> renamed(locked)));
            }
            while (waiting.stream().anyMatch(call -> !call.isDone())) {
                api().auth().oauth2(other).get("/accounts/me").then().statusCode(200);
            }
            for (Future<Response> call : waiting) {
                assertProblem(call.get(), 503, "unavailable");
            }
        } finally {
            await(held.rollback().replaceWith(true));
            await(holder.close().replaceWith(true));
        }
        assertThat(renamed(locked).statusCode()).isEqualTo(200);
    }

    private static Response renamed(String token) {
        return json(Map.of("first_name", "Augusta")).auth().oauth2(token).patch("/accounts/me");
    }

    private static UUID account(String token) {
        return UUID.fromString(api().auth().oauth2(token).get("/accounts/me").path("id"));
    }

    /** Holds it for as long as it takes, which our own connections cannot. */
    private static Transaction lock(SqlConnection connection, UUID account) {
        Transaction transaction = await(connection.begin());
        await(connection.query("SET LOCAL idle_in_transaction_session_timeout = 0").execute());
        await(
                connection
                        .preparedQuery("SELECT 1 FROM users WHERE id = $1 FOR UPDATE")
                        .execute(Tuple.of(account)));
        return transaction;
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(Duration.ofSeconds(20));
    }
}
