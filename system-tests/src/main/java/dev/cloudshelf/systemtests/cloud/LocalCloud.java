package dev.cloudshelf.systemtests.cloud;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A cloud of its own, started as a user starts it: {@code ./cloudshelf up} as a child process, on
 * free ports and with its own data folder.
 */
public final class LocalCloud implements AutoCloseable {

    /**
     * All the customers of a test call from this machine, and each does more than people do: what
     * is counted is off.
     */
    private static final Map<String, String> ONE_ADDRESS_FOR_ALL =
            Map.of(
                    "CLOUDSHELF_THROTTLE_ADDRESS_TRIES", "100000",
                    "CLOUDSHELF_THROTTLE_REGISTRATION_TRIES", "100000",
                    "CLOUDSHELF_THROTTLE_RESET_TRIES", "100000",
                    "CLOUDSHELF_QUOTA_SESSIONS_MAX", "100000",
                    "CLOUDSHELF_QUOTA_CART_CHANGES_MAX", "10000000",
                    "CLOUDSHELF_QUOTA_ORDERS_MAX", "10000000",
                    "CLOUDSHELF_GATEWAY_REQUESTS_PER_CLIENT", "1000");

    private static final String CLIENT = "client.";
    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(40);
    private static final int POLL_MILLIS = 100;
    private static final int SHOWN_LINES = 60;
    private static final Pattern ACCOUNT =
            Pattern.compile(
                    "(?<name>admin|reader)@cloudshelf\\.example\\s+password (?<password>\\S+)");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path data;
    private final Path screen;
    private final Map<String, String> environment;
    private final Map<Service, Integer> ports;
    private final int gatewayPort;
    private final Map<String, String> passwords = new HashMap<>();

    private LocalCloud(
            Process process,
            Path data,
            Path screen,
            Map<String, String> environment,
            Map<Service, Integer> ports,
            int gatewayPort) {
        this.process = process;
        this.data = data;
        this.screen = screen;
        this.environment = environment;
        this.ports = ports;
        this.gatewayPort = gatewayPort;
    }

    /**
     * Starts it and waits until it says that it is ready.
     *
     * @param phase which stores it is on
     * @param data where it keeps everything: empty, or what an earlier one left
     * @param screen where what it prints is written
     * @param settings environment variables for it and its services
     * @param options of {@code ./cloudshelf up}
     * @throws IOException when it does not start, with what it has printed
     */
    public static LocalCloud start(
            Phase phase, Path data, Path screen, Map<String, String> settings, String... options)
            throws IOException {
        Deque<Integer> free = FreePorts.take(Service.values().length + 3 + settings.size());
        free.removeIf(port -> settings.containsValue(port.toString()));
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        Map<String, String> environment = new HashMap<>(ONE_ADDRESS_FOR_ALL);
        environment.put(Phase.VARIABLE, phase.text());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("CLOUDSHELF_DATA", data.toString());
        for (Service service : Service.values()) {
            ports.put(service, free.pop());
            environment.put(
                    "CLOUDSHELF_" + service.name() + "_PORT", Integer.toString(ports.get(service)));
        }
        int gatewayPort = free.pop();
        environment.put("CLOUDSHELF_GATEWAY_PORT", Integer.toString(gatewayPort));
        environment.put("CLOUDSHELF_POSTGRES_PORT", Integer.toString(free.pop()));
        environment.put("CLOUDSHELF_DYNAMODB_PORT", Integer.toString(free.pop()));
        environment.putAll(settings);
        LocalCloud cloud =
                new LocalCloud(
                        launch(screen, environment, options),
                        data,
                        screen,
                        environment,
                        ports,
                        gatewayPort);
        Runtime.getRuntime().addShutdownHook(new Thread(cloud::end));
        cloud.awaitReady();
        return cloud;
    }

    /** In a process group of its own, so that Ctrl-C can be what it is in a terminal. */
    private static Process launch(Path screen, Map<String, String> environment, String... options)
            throws IOException {
        Files.createDirectories(screen.toAbsolutePath().getParent());
        // It shows the passwords of the two accounts.
        Files.deleteIfExists(screen);
        Files.createFile(
                screen,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        ProcessBuilder up =
                new ProcessBuilder(
                                "setsid",
                                "env",
                                // A shell's background job ignores it, and so would its children.
                                "--default-signal=INT",
                                Project.frontDoor().toString(),
                                "up")
                        .redirectErrorStream(true)
                        .redirectOutput(screen.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        up.command().addAll(List.of(options));
        up.environment().putAll(environment);
        return up.start();
    }

    private void awaitReady() throws IOException {
        long deadlineNanos = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!saysThatItIsReady()) {
            boolean late = System.nanoTime() > deadlineNanos;
            if (late || !process.isAlive()) {
                String printed = lastLines();
                end();
                throw new IOException(
                        "./cloudshelf up %s:\n%s"
                                .formatted(
                                        late ? "is not ready in time" : "has ended by itself",
                                        printed));
            }
            pause();
        }
    }

    private boolean saysThatItIsReady() throws IOException {
        String printed = printed();
        if (!printed.contains("Ready after")) {
            return false;
        }
        Matcher account = ACCOUNT.matcher(printed);
        while (account.find()) {
            passwords.put(account.group("name"), account.group("password"));
        }
        return true;
    }

    /** What it has written on the screen so far. */
    public String printed() throws IOException {
        return Files.readString(screen);
    }

    private String lastLines() throws IOException {
        List<String> lines = printed().lines().toList();
        return String.join(
                "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }

    /** The gateway, where people and their clients go. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + gatewayPort);
    }

    /** A service itself, behind the gateway's back. */
    public URI address(Service service) {
        return URI.create("http://127.0.0.1:" + port(service));
    }

    /** The DynamoDB that its services use. */
    public URI dynamoDb() {
        return URI.create("http://127.0.0.1:" + environment.get("CLOUDSHELF_DYNAMODB_PORT"));
    }

    /** Where its letters land. */
    public Path mail() {
        return data.resolve("mail");
    }

    /** The private keys that its tokens are signed with. */
    public Path signingKeys() {
        return data.resolve("signing-keys.json");
    }

    public int port(Service service) {
        return ports.getOrDefault(service, 0);
    }

    /**
     * One of its processes, as state.json in the data folder tells of it.
     *
     * @param pid 0 while there is none
     * @param state such as up
     * @param restarts since the cloud started
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Component(String name, long pid, String state, int restarts) {

        public OsProcess process() {
            return new OsProcess(pid);
        }

        public boolean isUp() {
            return state.equals("up");
        }
    }

    public Component component(Service service) throws IOException {
        return component(service.fullName());
    }

    /**
     * @param name as {@code ./cloudshelf status} says it
     */
    public Component component(String name) throws IOException {
        for (Component component : components()) {
            if (component.name().equals(name)) {
                return component;
            }
        }
        throw new IOException("state.json does not tell of " + name);
    }

    private List<Component> components() throws IOException {
        JsonNode state = JSON.readTree(data.resolve("state.json").toFile());
        List<Component> components = new ArrayList<>();
        for (JsonNode component : state.path("components")) {
            components.add(JSON.treeToValue(component, Component.class));
        }
        return components;
    }

    /** Whether all of its processes are up, as far as it has noticed. */
    public boolean isUp() throws IOException {
        return components().stream()
                .allMatch(component -> component.isUp() && component.process().isAlive());
    }

    /** Where the logs of everything are. */
    public Path logs() {
        return data.resolve("logs");
    }

    public Path data() {
        return data;
    }

    /**
     * @param name of a seeded account: admin or reader
     */
    public String password(String name) {
        String password = passwords.get(name);
        if (password == null) {
            throw new IllegalArgumentException("There is no account of " + name);
        }
        return password;
    }

    /** Which stores it is on. */
    public Phase phase() {
        return Phase.in(environment);
    }

    /** The PostgreSQL that its services use. */
    public int postgresPort() {
        return Integer.parseInt(environment.getOrDefault("CLOUDSHELF_POSTGRES_PORT", "0"));
    }

    /** The password of a schema's owner, who has its name. */
    public String schemaPassword(String schema) throws IOException {
        return secret("postgres." + schema);
    }

    /** The secret of a service, with which it signs in at account-service. */
    public String clientSecret(String clientId) throws IOException {
        return secret(CLIENT + clientId);
    }

    /** All service clients that sign in with a secret. */
    public Set<String> clientIds() throws IOException {
        return secrets().stringPropertyNames().stream()
                .filter(name -> name.startsWith(CLIENT))
                .map(name -> name.substring(CLIENT.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private String secret(String name) throws IOException {
        return secrets().getProperty(name, "");
    }

    private Properties secrets() throws IOException {
        Properties secrets = new Properties();
        try (Reader file = Files.newBufferedReader(data.resolve("secrets.properties"))) {
            secrets.load(file);
        }
        return secrets;
    }

    /** What another command of the front door said. */
    public record Answer(int exitCode, String text) {}

    /** Starts another command against this cloud, such as an import. */
    public Process command(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Project.frontDoor().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Runs another command against this cloud to its end. */
    public Answer run(Duration timeout, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("cloudshelf-command", ".log");
        try {
            Process running = command(output, arguments);
            if (!running.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly();
                throw new IOException(
                        "./cloudshelf %s is not done after %d s:\n%s"
                                .formatted(
                                        String.join(" ", arguments),
                                        timeout.toSeconds(),
                                        Files.readString(output)));
            }
            return new Answer(running.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /**
     * Ends it as Ctrl-C in a terminal does: all of the process group gets a SIGINT.
     *
     * @return the processes of this cloud that are still there afterwards
     */
    public List<OsProcess> pressCtrlC() throws IOException, InterruptedException {
        new ProcessBuilder("bash", "-c", "kill -INT -- -" + process.pid()).start().waitFor();
        process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        return processes();
    }

    /** Everything that runs for this cloud, its stores included: all know its data folder. */
    public List<OsProcess> processes() throws IOException {
        return OsProcess.mentioning(data.toString()).stream()
                .filter(known -> known.pid() != ProcessHandle.current().pid())
                .toList();
    }

    /**
     * Ends it.
     *
     * @throws IllegalStateException when it left a process behind, which is ended too
     */
    @Override
    public void close() {
        List<OsProcess> left = end();
        if (!left.isEmpty()) {
            throw new IllegalStateException("./cloudshelf up has left behind " + left);
        }
    }

    private List<OsProcess> end() {
        process.destroy();
        try {
            process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            List<OsProcess> left = processes();
            left.forEach(OsProcess::kill);
            return left;
        } catch (IOException e) {
            throw new IllegalStateException("Cannot see whether everything has ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the cloud started", e);
        }
    }
}
