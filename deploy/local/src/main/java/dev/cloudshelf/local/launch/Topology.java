package dev.cloudshelf.local.launch;

import dev.cloudshelf.embedded.DevelopmentKey;
import dev.cloudshelf.local.gateway.GatewayMain;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the local cloud consists of, on one page: every process, what it is told, what it needs. */
final class Topology {

    /**
     * Small, because there are four of them, and enough for the load that one laptop makes. What
     * the compilers needed for a moment goes back to the system.
     */
    private static final List<String> SERVICE_MEMORY =
            List.of(
                    "-Xmx64m",
                    "-XX:+UseSerialGC",
                    "-XX:ReservedCodeCacheSize=64m",
                    "-Xss512k",
                    "-XX:TrimNativeHeapInterval=5000");

    /** A hash of a password takes 19 MiB, and several people sign in at once. */
    private static final String HASHING_HEAP = "-Xmx96m";

    private static final List<String> GATEWAY_MEMORY =
            List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:ReservedCodeCacheSize=48m");

    /** Else the C library keeps a heap of its own for nearly each thread. */
    private static final Map<String, String> COMPACT = Map.of("MALLOC_ARENA_MAX", "2");

    /**
     * Has the optimizing compiler wait twice as long as usual, until a method is really hot:
     * virtual machines that start side by side on two cores otherwise spend much of their time on
     * optimizing what only the start uses.
     */
    private static final List<String> OPTIMIZE_LATER =
            List.of(
                    "-XX:Tier4InvocationThreshold=10000",
                    "-XX:Tier4MinInvocationThreshold=1200",
                    "-XX:Tier4CompileThreshold=30000",
                    "-XX:Tier4BackEdgeThreshold=80000");

    /** Netty's way to memory, of which the virtual machine would warn at each start. */
    private static final List<String> QUIET =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private final Settings settings;
    private final Secrets secrets;
    private final List<BuiltService> services;
    private final HttpClient http;

    Topology(Settings settings, Secrets secrets, List<BuiltService> services, HttpClient http) {
        this.settings = settings;
        this.secrets = secrets;
        this.services = services;
        this.http = http;
    }

    /** In an order in which each comes after what it needs. */
    List<Component> components() {
        List<BuiltService> onPostgres =
                services.stream().filter(BuiltService::usesPostgres).toList();
        Component postgres = new PostgresComponent(settings, secrets, onPostgres);
        Component dynamoDb =
                new DynamoDbComponent(
                        settings, services.stream().filter(BuiltService::usesDynamoDb).toList());
        List<Component> all = new ArrayList<>();
        if (!onPostgres.isEmpty()) {
            all.add(postgres);
        }
        all.add(dynamoDb);
        for (BuiltService service : services) {
            List<Component> needs = new ArrayList<>();
            if (service.usesPostgres()) {
                needs.add(postgres);
            }
            if (service.usesDynamoDb()) {
                needs.add(dynamoDb);
            }
            all.add(service(service, needs));
        }
        all.add(gateway());
        return all;
    }

    /** Those that something will listen on. */
    static Set<Port> ports(List<BuiltService> services) {
        Set<Port> ports = EnumSet.allOf(Port.class);
        if (services.stream().noneMatch(BuiltService::usesPostgres)) {
            ports.remove(Port.POSTGRES);
        }
        return ports;
    }

    private Component service(BuiltService service, List<Component> needs) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(
                settings.javaOptions().isEmpty() ? memory(service) : settings.javaOptions());
        arguments.addAll(QUIET);
        arguments.addAll(
                List.of("-jar", service.application().resolve("quarkus-run.jar").toString()));
        return new JavaProcess(
                service.port(),
                settings,
                needs,
                arguments,
                environment(service),
                "/q/health/ready",
                http);
    }

    private static List<String> memory(BuiltService service) {
        List<String> memory = new ArrayList<>(SERVICE_MEMORY);
        if (service.port() == Port.ACCOUNT) {
            memory.add(HASHING_HEAP);
        }
        return memory;
    }

    private Map<String, String> environment(BuiltService service) {
        Map<String, String> told = new HashMap<>(addresses());
        told.putAll(COMPACT);
        told.put("QUARKUS_HTTP_PORT", Integer.toString(settings.port(service.port())));
        told.put(
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                settings.url(Port.ACCOUNT) + "/.well-known/jwks.json");
        if (service.usesPostgres()) {
            told.put(
                    "QUARKUS_DATASOURCE_REACTIVE_URL",
                    "vertx-reactive:postgresql://127.0.0.1:%d/postgres"
                            .formatted(settings.port(Port.POSTGRES)));
            told.put("QUARKUS_DATASOURCE_USERNAME", service.schema());
            told.put("QUARKUS_DATASOURCE_PASSWORD", secrets.get(service.schemaSecret()));
        }
        if (service.usesDynamoDb()) {
            told.put("QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE", settings.url(Port.DYNAMODB));
            told.put("QUARKUS_DYNAMODB_AWS_REGION", "us-east-1");
            told.put("QUARKUS_DYNAMODB_AWS_CREDENTIALS_TYPE", "static");
            // DynamoDB Local takes any, and checks none.
            String credentials = "QUARKUS_DYNAMODB_AWS_CREDENTIALS_STATIC_PROVIDER_";
            told.put(credentials + "ACCESS_KEY_ID", "local");
            told.put(credentials + "SECRET_ACCESS_KEY", "local");
        }
        if (service.port() == Port.ACCOUNT) {
            told.put("CLOUDSHELF_SIGNING_KEYS_FILE", signingKeys().toString());
            told.put("CLOUDSHELF_SERVICE_CLIENTS", clients());
            told.put("CLOUDSHELF_MAIL_FOLDER", settings.mail().toString());
            told.put(
                    "CLOUDSHELF_PASSWORD_RESETS_LINK_BASE",
                    settings.url(Port.GATEWAY) + "/reset-password#");
        }
        if (service.port() == Port.ORDER) {
            told.put("CLOUDSHELF_MAIL_FOLDER", settings.mail().toString());
            told.put(
                    "CLOUDSHELF_SERVICE_CLIENT_SECRET", secrets.get(Clients.secret(Clients.ORDER)));
            settings.orderCalls()
                    .forEach((port, address) ->
                            told.put("CLOUDSHELF_%s_URL".formatted(port.name()), address));
        }
        return told;
    }

    private Map<String, String> addresses() {
        return Map.of(
                "CLOUDSHELF_CATALOG_URL", settings.url(Port.CATALOG),
                "CLOUDSHELF_CART_URL", settings.url(Port.CART),
                "CLOUDSHELF_ACCOUNT_URL", settings.url(Port.ACCOUNT),
                "CLOUDSHELF_ORDER_URL", settings.url(Port.ORDER));
    }

    private Path signingKeys() {
        return DevelopmentKey.load(settings.signingKeys()).file();
    }

    private String clients() {
        return String.join(
                ",",
                List.of(Clients.ORDER, Clients.LAUNCHER).stream()
                        .map(id -> id + ":" + Secrets.sha256(secrets.get(Clients.secret(id))))
                        .toList());
    }

    private Component gateway() {
        Map<String, String> told = new HashMap<>(addresses());
        told.putAll(COMPACT);
        Set<Port> used = ports(services);
        for (Port port : List.of(Port.GATEWAY, Port.POSTGRES, Port.DYNAMODB)) {
            told.put(
                    port.variable(),
                    used.contains(port) ? Integer.toString(settings.port(port)) : "");
        }
        told.put(
                "CLOUDSHELF_DEFINITION",
                settings.root().resolve("deploy/openapi/cloudshelf.yaml").toString());
        List<String> arguments = new ArrayList<>(GATEWAY_MEMORY);
        arguments.addAll(OPTIMIZE_LATER);
        arguments.addAll(QUIET);
        arguments.addAll(
                List.of("-cp", System.getProperty("java.class.path"), GatewayMain.class.getName()));
        return new JavaProcess(
                Port.GATEWAY, settings, List.of(), arguments, told, "/openapi.yaml", http);
    }
}
