package dev.cloudshelf.local.launch;

import dev.cloudshelf.embedded.DevelopmentKey;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each service is told by its environment: where the others are, its stores, its secrets. */
final class ServiceEnvironment {

    /** Else the C library keeps a heap of its own for nearly each thread. */
    private static final Map<String, String> COMPACT = Map.of("MALLOC_ARENA_MAX", "2");

    private final Settings settings;
    private final Secrets secrets;

    ServiceEnvironment(Settings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    Map<String, String> of(BuiltService service) {
        Map<String, String> told = common();
        told.put("QUARKUS_HTTP_PORT", Integer.toString(settings.port(service.port())));
        told.put(
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                settings.url(Port.ACCOUNT) + "/.well-known/jwks.json");
        told.put("CLOUDSHELF_SECURITY_LOG_KEY", secrets.key("security-log.key"));
        stores(service, told);
        if (service.port() == Port.ACCOUNT) {
            told.put("CLOUDSHELF_SIGNING_KEYS_FILE", signingKeys().toString());
            told.put("CLOUDSHELF_SERVICE_CLIENTS", Clients.toldToAccountService(secrets));
            told.put("CLOUDSHELF_SECOND_FACTOR_KEY", secrets.key("second-factor.key"));
            told.put("CLOUDSHELF_MAIL_FOLDER", settings.mail().toString());
            told.put(
                    "CLOUDSHELF_PASSWORD_RESETS_LINK_BASE",
                    settings.url(Port.GATEWAY) + "/reset-password#");
        }
        if (service.port() == Port.ORDER) {
            told.put("CLOUDSHELF_MAIL_FOLDER", settings.mail().toString());
            told.put("CLOUDSHELF_SERVICE_CLIENT_SECRET", secrets.get(Clients.ORDER.secret()));
            settings.orderCalls()
                    .forEach((port, address) ->
                            told.put("CLOUDSHELF_%s_URL".formatted(port.name()), address));
        }
        return told;
    }

    private void stores(BuiltService service, Map<String, String> told) {
        if (service.usesPostgres()) {
            told.put(
                    "QUARKUS_DATASOURCE_REACTIVE_URL",
                    "vertx-reactive:postgresql://127.0.0.1:%d/postgres"
                            .formatted(settings.port(Port.POSTGRES)));
            told.put("QUARKUS_DATASOURCE_USERNAME", service.schema());
            told.put("QUARKUS_DATASOURCE_PASSWORD", secrets.get(service.schemaSecret()));
        }
        if (service.usesDynamoDb()) {
            told.put(
                    "QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE",
                    settings.dynamoDbCalls().orElse(settings.url(Port.DYNAMODB)));
            told.put("QUARKUS_DYNAMODB_AWS_REGION", "us-east-1");
            told.put("QUARKUS_DYNAMODB_AWS_CREDENTIALS_TYPE", "static");
            // DynamoDB Local takes any, and checks none.
            String credentials = "QUARKUS_DYNAMODB_AWS_CREDENTIALS_STATIC_PROVIDER_";
            told.put(credentials + "ACCESS_KEY_ID", "local");
            told.put(credentials + "SECRET_ACCESS_KEY", "local");
        }
    }

    /** What the gateway is told as well: where everybody is. */
    Map<String, String> common() {
        Map<String, String> told = new HashMap<>(COMPACT);
        for (Port port : List.of(Port.CATALOG, Port.CART, Port.ACCOUNT, Port.ORDER)) {
            told.put("CLOUDSHELF_%s_URL".formatted(port), settings.url(port));
        }
        return told;
    }

    private Path signingKeys() {
        return DevelopmentKey.load(settings.signingKeys()).file();
    }
}
