package dev.cloudshelf.account.http;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(BuiltFor.DynamoDb.class)
class DynamoDbApiTest
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
                TokensContract {}
