package dev.cloudshelf.systemtests.bench;

import dev.cloudshelf.systemtests.cloud.Folders;
import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.Machine;
import dev.cloudshelf.systemtests.cloud.Phase;
import dev.cloudshelf.systemtests.cloud.Project;
import dev.cloudshelf.systemtests.cloud.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Measures a cloud that it starts for itself, and writes down what it found. */
public final class Bench {

    /** Until what the start left behind has settled. */
    private static final int IDLE_MILLIS = 3000;

    /** Of Linux. The disk is not what is measured, and its waits would be in every figure. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private Bench() {}

    /** Ends with 1 when a bound does not hold, and with 2 when it could not measure. */
    public static void main(String[] args) throws InterruptedException {
        try {
            Phase phase = phase(args);
            Results results = run(phase);
            String page = results.toMarkdown(LocalDate.now(ZoneOffset.UTC));
            Path written = write(page, phase.suffix());
            System.out.println("\n" + page + "\nWritten to " + Project.root().relativize(written));
            System.exit(results.allBoundsHold() ? 0 : 1);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** {@code [--phase P]}. */
    private static Phase phase(String[] arguments) {
        if (arguments.length == 0) {
            return Phase.ofThisRun();
        }
        if (arguments.length == 2 && arguments[0].equals(Phase.OPTION)) {
            return Phase.of(arguments[1]);
        }
        throw new IllegalArgumentException(
                "The bench takes %s P and nothing else.".formatted(Phase.OPTION));
    }

    private static Results run(Phase phase) throws IOException, InterruptedException {
        Path data = folder();
        // Only then: what went wrong is in the logs.
        Results results = run(phase, data);
        Folders.delete(data);
        return results;
    }

    private static Results run(Phase phase, Path data) throws IOException, InterruptedException {
        Results results = new Results(phase, Machine.beforeTheRun());
        say("Starting a cloud with empty stores ...");
        try (LocalCloud cloud = LocalCloud.start(phase, data, Folders.screen("bench"), Map.of())) {
            Thread.sleep(IDLE_MILLIS);
            for (Service service : Service.values()) {
                results.addIdleMemory(service, memory(cloud, service));
            }
            say("Registering customers, filling shelves and carts ...");
            BenchShop shop = BenchShop.prepare(cloud, Workload.CONNECTIONS_MAX);
            Path input = data.resolve("input.lua");
            Load load = new Load(cloud, input);
            // Tokens last five minutes: longer than a warm-up, less than the whole bench.
            for (Workload workload : Workload.values()) {
                say("Warming up: " + workload.inWords() + " ...");
                Files.writeString(input, shop.signedIn(cloud).toLua(cloud));
                load.warmUp(workload);
            }
            // Only then: what is compiled late in one workload's turn is part of the others', too.
            for (Workload workload : Workload.values()) {
                say("Measuring: " + workload.inWords() + " ...");
                Files.writeString(input, shop.signedIn(cloud).toLua(cloud));
                results.add(workload, load.measure(workload));
            }
            say("Signing in with wrong passwords and unknown addresses ...");
            results.setSignInTimes(
                    SignInTimes.measure(cloud.address(Service.ACCOUNT), shop.customers()));
            say("The same without cart-service, by the SDK alone ...");
            try (RawTable table = new RawTable(cloud.dynamoDb())) {
                int atOnce = Workload.CART_READ.connections();
                results.addRaw(Workload.CART_READ, table.read(atOnce));
                results.addRaw(Workload.CART_ADD, table.add(atOnce));
                results.addRaw(Workload.CART_CLEAR, table.clear(atOnce));
            } catch (ExecutionException e) {
                throw new IOException("DynamoDB Local refuses a bare call", e);
            }
            for (Service service : Service.values()) {
                results.addMemoryAfterLoad(service, memory(cloud, service));
            }
            say("Starting each service %d times more ...".formatted(StartUp.STARTS));
            try (HttpClient http = HttpClient.newHttpClient()) {
                StartUp startUp =
                        new StartUp(cloud, shop.signedIn(cloud).tokens().getFirst(), http);
                for (Service service : Service.values()) {
                    results.addStart(service, startUp.medianMillis(service));
                }
            }
            return results;
        }
    }

    /** In memory where there is such a place. */
    static Path folder() throws IOException {
        return Files.isWritable(MEMORY) ? inMemory() : Folders.fresh("bench");
    }

    /** For everybody to enter, because the stores do not run as root. */
    private static Path inMemory() throws IOException {
        return Files.createTempDirectory(
                MEMORY,
                "cloudshelf-bench-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    private static long memory(LocalCloud cloud, Service service) throws IOException {
        return cloud.component(service).process().memoryBytes();
    }

    /**
     * @param suffix of the page's name, after the date
     */
    static Path write(String page, String suffix) throws IOException {
        Path folder = Project.root().resolve("system-tests/bench/results");
        Files.createDirectories(folder);
        return Files.writeString(
                folder.resolve(LocalDate.now(ZoneOffset.UTC) + suffix + ".md"), page);
    }

    private static void say(String sentence) {
        System.out.println(sentence);
    }
}
