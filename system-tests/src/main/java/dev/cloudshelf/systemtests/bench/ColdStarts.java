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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Starts each service again and again in each form that it is built in, and writes down how long it
 * took until the first answer that needed its store.
 */
public final class ColdStarts {

    private static final int STARTS_USUAL = 20;

    private ColdStarts() {}

    /**
     * Ends with 1 when the bound does not hold, and with 2 when it could not measure.
     *
     * @param args how many starts of each, if not the usual number
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            int starts = args.length == 0 ? STARTS_USUAL : Integer.parseInt(args[0]);
            ColdStartResults results = measure(starts);
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            String page = results.toMarkdown(today);
            Path written =
                    Files.writeString(
                            Project.root()
                                    .resolve("system-tests/bench/results")
                                    .resolve(today + "-cold-starts.md"),
                            page);
            System.out.println("\n" + page + "\nWritten to " + Project.root().relativize(written));
            System.exit(results.boundHolds() ? 0 : 1);
        } catch (IOException | NumberFormatException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static ColdStartResults measure(int starts) throws IOException, InterruptedException {
        ColdStartResults results = new ColdStartResults(Machine.beforeTheRun(), starts);
        Path data = Folders.fresh("cold-starts");
        try (LocalCloud cloud =
                        LocalCloud.start(
                                Phase.HYBRID,
                                data,
                                Folders.screen("cold-starts"),
                                // A service without a cache is one of the forms.
                                Map.of("CLOUDSHELF_QUICK_STARTS", "no"));
                HttpClient http = HttpClient.newHttpClient()) {
            BenchShop shop = BenchShop.prepare(cloud, 1);
            for (Service service : Service.values()) {
                System.out.printf("%s, %d times in each form ...%n", service.fullName(), starts);
                measure(service, () -> startUp(cloud, shop, http), data, starts)
                        .forEach((form, times) -> results.add(service, form, times));
            }
        }
        Folders.delete(data);
        return results;
    }

    /** Tokens last five minutes, less than all starts of a service. */
    private static StartUp startUp(LocalCloud cloud, BenchShop shop, HttpClient http)
            throws IOException, InterruptedException {
        return new StartUp(cloud, shop.signedIn(cloud).tokens().getFirst(), http);
    }

    /** Makes a start with a fresh token. */
    private interface FreshStart {
        StartUp make() throws IOException, InterruptedException;
    }

    /** One form after the other, so that what else the machine does befalls all of them. */
    private static Map<Form, List<StartUp.Started>> measure(
            Service service, FreshStart fresh, Path data, int starts)
            throws IOException, InterruptedException {
        StartUp startUp = fresh.make();
        List<String> running = startUp.cloud().component(service).process().command();
        Path cache = data.resolve(service.fullName() + ".aot");
        startUp.trial(service, Form.trial(service, running, cache));
        if (!Files.isRegularFile(cache)) {
            throw new IOException("A trial of %s has left no cache".formatted(service.fullName()));
        }
        Map<Form, List<StartUp.Started>> times = new EnumMap<>(Form.class);
        for (int i = 0; i < starts; i++) {
            startUp = fresh.make();
            for (Form form : Form.values()) {
                List<String> command = form.command(service, running, cache).orElse(List.of());
                if (!command.isEmpty()) {
                    times.computeIfAbsent(form, key -> new ArrayList<>())
                            .add(startUp.once(service, command));
                }
            }
        }
        return times;
    }
}
