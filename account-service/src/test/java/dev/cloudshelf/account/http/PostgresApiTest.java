package dev.cloudshelf.account.http;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(BuiltFor.Postgres.class)
class PostgresApiTest
        implements AccountsContract,
                AddressesContract,
                AdminAccountsContract,
                InternalAccountsContract,
                MyAccountContract,
                PasswordResetsContract,
                RevocationContract,
                SecrecyContract,
                ThrottleContract,
                TokensContract {}
