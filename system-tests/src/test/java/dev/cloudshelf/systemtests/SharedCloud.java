package dev.cloudshelf.systemtests;

import dev.cloudshelf.systemtests.cloud.Folders;
import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.Phase;
import dev.cloudshelf.systemtests.cloud.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one cloud of the run, and the shop in it. It starts with the first test that asks
 * and ends after the last one, whatever became of them.
 */
final class SharedCloud implements ParameterResolver {

    /** A page's that may call besides the shop's own. */
    static final String OTHER_ORIGIN = "https://books.example";

    /** Orders of one customer, far more than any test places but that of the quota. */
    static final int ORDERS_MAX = 250;

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "CLOUDSHELF_GATEWAY_CORS_ORIGINS",
                    OTHER_ORIGIN,
                    "CLOUDSHELF_QUOTA_ORDERS_MAX",
                    Integer.toString(ORDERS_MAX));

    private static final ExtensionContext.Namespace HERE =
            ExtensionContext.Namespace.create(SharedCloud.class);

    /**
     * What came of starting it. A cloud that did not start is not tried again by every test.
     *
     * @param failure why it did not start
     */
    private record Start(@Nullable LocalCloud cloud, @Nullable IOException failure)
            implements AutoCloseable {

        static Start attempt() {
            try {
                Path screen = Project.root().resolve("system-tests/target/cloud.log");
                return new Start(
                        LocalCloud.start(
                                Phase.ofThisRun(), Folders.fresh("shared"), screen, SETTINGS),
                        null);
            } catch (IOException e) {
                return new Start(null, e);
            }
        }

        LocalCloud running() {
            if (cloud == null) {
                throw new IllegalStateException("The cloud did not start", failure);
            }
            return cloud;
        }

        Shop shop() {
            try {
                return new Shop(running());
            } catch (IOException e) {
                throw new IllegalStateException("Cannot read the definition", e);
            }
        }

        @Override
        public void close() {
            if (cloud != null) {
                cloud.close();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Shop.class || type == LocalCloud.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store run = context.getRoot().getStore(HERE);
        Start start = run.computeIfAbsent(Start.class, key -> Start.attempt(), Start.class);
        return parameter.getParameter().getType() == Shop.class
                ? run.computeIfAbsent(Shop.class, key -> start.shop(), Shop.class)
                : start.running();
    }
}
