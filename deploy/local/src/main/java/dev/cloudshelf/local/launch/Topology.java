package dev.cloudshelf.local.launch;

import dev.cloudshelf.local.gateway.GatewayMain;
import dev.cloudshelf.local.lambda.LambdaMain;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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
    private final ServiceEnvironment environment;
    private final HttpClient http;
    private final Function<BuiltService, List<String>> arguments;

    Topology(Settings settings, Secrets secrets, List<BuiltService> services, HttpClient http) {
        this(settings, secrets, services, http, service -> usualArguments(settings, service));
    }

    /**
     * @param arguments of {@code java} for a service, asked for at each of its starts
     */
    Topology(
            Settings settings,
            Secrets secrets,
            List<BuiltService> services,
            HttpClient http,
            Function<BuiltService, List<String>> arguments) {
        this.settings = settings;
        this.secrets = secrets;
        this.services = services;
        this.environment = new ServiceEnvironment(settings, secrets);
        this.http = http;
        this.arguments = arguments;
    }

    private static List<String> usualArguments(Settings settings, BuiltService service) {
        ServiceProgram program = program(settings, service);
        try {
            return settings.startsQuickly() ? program.quickest() : program.asBuilt();
        } catch (IOException cannotLook) {
            // The virtual machine says it better.
            return program.asBuilt();
        }
    }

    static ServiceProgram program(Settings settings, BuiltService service) {
        List<String> options = new ArrayList<>();
        options.addAll(settings.javaOptions().isEmpty() ? memory(service) : settings.javaOptions());
        options.addAll(QUIET);
        return new ServiceProgram(service, options);
    }

    /**
     * In an order in which each comes after what it needs, and early what the others' time is of
     * use to: the seed is sown while those start that it does not need.
     */
    List<Component> components() {
        List<BuiltService> inOrder =
                services.stream()
                        .sorted(
                                Comparator.comparing(
                                        service -> !Seed.SERVICES.contains(service.port())))
                        .toList();
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
        for (BuiltService service : inOrder) {
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
        if (settings.functions().isPresent()) {
            return function(service, needs, settings.functions().orElseThrow());
        }
        return new JavaProcess(
                service.port(),
                settings,
                needs,
                () -> arguments.apply(service),
                environment.of(service),
                "/q/health/ready",
                http);
    }

    /** The service as a function, and in front of it what Lambda is on AWS. */
    private Component function(BuiltService service, List<Component> needs, String form) {
        Map<String, String> told = environment.of(service);
        told.putAll(FunctionEnvironment.of(settings, service, form, services));
        return new JavaProcess(
                service.port(),
                settings,
                needs,
                () -> javaArguments(LambdaMain.class, List.of()),
                told,
                LambdaMain.READY,
                http);
    }

    private static List<String> memory(BuiltService service) {
        List<String> memory = new ArrayList<>(SERVICE_MEMORY);
        if (service.port() == Port.ACCOUNT) {
            memory.add(HASHING_HEAP);
        }
        return memory;
    }

    private Component gateway() {
        Map<String, String> told = environment.common();
        Set<Port> used = ports(services);
        for (Port port : List.of(Port.GATEWAY, Port.POSTGRES, Port.DYNAMODB)) {
            told.put(
                    port.variable(),
                    used.contains(port) ? Integer.toString(settings.port(port)) : "");
        }
        told.put(
                "CLOUDSHELF_DEFINITION",
                settings.root().resolve("deploy/openapi/cloudshelf.yaml").toString());
        return new JavaProcess(
                Port.GATEWAY,
                settings,
                List.of(),
                () -> javaArguments(GatewayMain.class, OPTIMIZE_LATER),
                told,
                "/openapi.yaml",
                http);
    }

    /** Of a process that runs a class of this one's. */
    private static List<String> javaArguments(Class<?> main, List<String> options) {
        List<String> arguments = new ArrayList<>(GATEWAY_MEMORY);
        arguments.addAll(options);
        arguments.addAll(QUIET);
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return arguments;
    }
}
