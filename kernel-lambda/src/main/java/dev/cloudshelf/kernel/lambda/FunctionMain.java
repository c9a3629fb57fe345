package dev.cloudshelf.kernel.lambda;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Where a native function begins. One for the JVM begins in Lambda's own runtime, which takes the
 * same from {@code JAVA_TOOL_OPTIONS}.
 */
@QuarkusMain
public final class FunctionMain {

    private FunctionMain() {}

    public static void main(String... arguments) {
        // Out of the functions' network leads no IPv4, and Java takes the first address there is.
        System.setProperty("java.net.preferIPv6Addresses", "true");
        Quarkus.run(arguments);
    }
}
