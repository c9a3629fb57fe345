package dev.cloudshelf.openapi;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A service that takes part in the shared definition.
 *
 * @param name its module and its name everywhere, such as {@code catalog-service}
 */
record Service(String name) {

    static final List<Service> ALL =
            List.of(
                    new Service("account-service"),
                    new Service("cart-service"),
                    new Service("catalog-service"),
                    new Service("order-service"));

    /** Where the service's build writes its own definition. */
    Path definition(Path root) {
        return root.resolve(name).resolve("target/openapi/openapi.json");
    }

    /** What the deployment puts in: the ARN of the function that serves the operation. */
    String integrationUri() {
        return "${" + name.replace('-', '_') + "_arn}";
    }

    /** {@code Catalog}: in front of a schema name that two services use for different things. */
    String schemaPrefix() {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + operationPrefix().substring(1);
    }

    /** {@code catalog}: in front of an operation id that two services use. */
    String operationPrefix() {
        return name.replace("-service", "");
    }
}
