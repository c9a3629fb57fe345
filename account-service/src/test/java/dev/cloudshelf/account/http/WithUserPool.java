package dev.cloudshelf.account.http;

import dev.cloudshelf.testkit.UserPool;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Has a user pool of the test's own sign people in. */
public final class WithUserPool implements QuarkusTestResourceLifecycleManager {

    private final UserPool pool = UserPool.start();

    @Override
    public Map<String, String> start() {
        return pool.configuration();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(pool, new TestInjector.MatchesType(UserPool.class));
    }

    @Override
    public void stop() {
        pool.close();
    }
}
