package dev.cloudshelf.account.http;

import dev.cloudshelf.testkit.UserPool;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(BuiltFor.DynamoDb.class)
@WithTestResource(WithUserPool.class)
class DynamoDbUserPoolTest implements UserPoolContract {

    /** From the test resource. */
    @SuppressWarnings("NullAway.Init")
    UserPool pool;

    @Override
    public UserPool pool() {
        return pool;
    }
}
