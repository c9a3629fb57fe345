package dev.cloudshelf.devstores;

import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import java.nio.file.Path;
import java.util.Map;

/** Starts, in dev mode and in tests only, the stores that a service asks for. */
public class DevStoresProcessor {

    private static final String FEATURE = "cloudshelf-dev-stores";

    @BuildStep(onlyIf = IsDevServicesSupportedByLaunchMode.class)
    void startStores(
            DevStoresConfig config,
            CurateOutcomeBuildItem outcome,
            BuildProducer<DevServicesResultBuildItem> services) {
        Path module = outcome.getApplicationModel().getApplicationModule().getModuleDir().toPath();
        config.postgresSchema().ifPresent(schema -> services.produce(postgres(module, schema)));
        if (config.dynamodb()) {
            services.produce(dynamoDb(module));
        }
    }

    private static DevServicesResultBuildItem postgres(Path module, String schema) {
        return DevServicesResultBuildItem.owned()
                .feature(FEATURE)
                .serviceName("postgres")
                .description("Embedded PostgreSQL, schema " + schema)
                .serviceConfig(schema)
                .startable(() -> new DevPostgres(module, schema))
                .configProvider(
                        Map.of(
                                "quarkus.datasource.reactive.url", DevPostgres::reactiveUrl,
                                "quarkus.datasource.username", DevPostgres::schema,
                                "quarkus.datasource.password", DevPostgres::password))
                .build();
    }

    private static DevServicesResultBuildItem dynamoDb(Path module) {
        return DevServicesResultBuildItem.owned()
                .feature(FEATURE)
                .serviceName("dynamodb")
                .description("DynamoDB Local")
                .serviceConfig("dynamodb")
                .startable(() -> new DevDynamoDb(module))
                .configProvider(
                        Map.of(
                                "quarkus.dynamodb.endpoint-override",
                                DevDynamoDb::getConnectionInfo))
                .build();
    }

    /** Services started side by side accept each other's tokens, because they share this key. */
    @BuildStep(onlyIf = IsDevServicesSupportedByLaunchMode.class)
    DevServicesResultBuildItem shareTheDevelopmentKey() {
        return DevServicesResultBuildItem.owned()
                .feature(FEATURE)
                .serviceName("development-key")
                .description("Signing key and tokens of this checkout, for development only")
                .serviceConfig("development-key")
                .startable(DevKey::new)
                .configProvider(
                        Map.of(
                                "mp.jwt.verify.publickey.location", DevKey::publicKeys,
                                "cloudshelf.signing-keys.file", DevKey::signingKeys))
                .build();
    }
}
