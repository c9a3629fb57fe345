package dev.cloudshelf.account.http;

import static dev.cloudshelf.account.http.Api.PASSWORD;
import static dev.cloudshelf.account.http.Api.api;
import static dev.cloudshelf.account.http.Api.assertProblem;
import static dev.cloudshelf.account.http.Api.registered;
import static dev.cloudshelf.account.http.Api.serviceToken;
import static dev.cloudshelf.account.http.Api.signIn;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(BuiltFor.Postgres.class)
class PostgresApiTest
        implements AccountsContract,
                AddressesContract,
                AdminAccountsContract,
                EndedAccessContract,
                InternalAccountsContract,
                MyAccountContract,
                PasswordResetsContract,
                EmailVerificationContract,
                RevocationContract,
                SecondFactorContract,
                SecrecyContract,
                SecurityEventsContract,
                ThrottleContract,
                TokensContract {

    @Inject Pool pool;

    @Test
    void anAddressThatAClosedAccountHasLeftBehindIsNotThere() {
        String token = signIn(registered(), PASSWORD).path("access_token");
        UUID account = UUID.fromString(api().auth().oauth2(token).get("/accounts/me").path("id"));
        api().auth().oauth2(token).delete("/accounts/me").then().statusCode(204);
        UUID left = UUID.randomUUID();
        pool.preparedQuery(
                        """
                        INSERT INTO addresses (
                            id, user_id, street, city, state, postal_code, country,
                            is_default, created_at, updated_at)
                        VALUES ($1, $2, 'a', 'b', 'c', 'd', 'GB', true, now(), now())
                        """)
                .execute(Tuple.of(left, account))
                .await()
                .atMost(Duration.ofSeconds(20));

        assertProblem(
                api().auth()
                        .oauth2(serviceToken())
                        .get("/internal/accounts/{id}/addresses/{address}", account, left),
                404,
                "not-found");
    }
}
