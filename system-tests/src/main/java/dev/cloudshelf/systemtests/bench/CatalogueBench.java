package dev.cloudshelf.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.systemtests.bench.CatalogueResults.Size;
import dev.cloudshelf.systemtests.cloud.Folders;
import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.Machine;
import dev.cloudshelf.systemtests.cloud.Phase;
import dev.cloudshelf.systemtests.cloud.Project;
import dev.cloudshelf.systemtests.cloud.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Measures what a catalogue costs by its size: the same questions to few books and to many. */
public final class CatalogueBench {

    private static final long SEED = 20_261_120;
    private static final String USUAL_SIZES = "10000,1000000";
    private static final int ROUND_SECONDS = 5;
    private static final int BY_ID_TURNS = 7;
    private static final int PAGE = 10_000;
    private static final int PAGE_TURNS = 7;
    private static final int BY_ID_CONNECTIONS = 8;

    /** As many as there are cores here: latencies are of requests that wait for no other. */
    private static final int CONNECTIONS = 2;

    private static final int PAGES_OF_IDS = 2;
    private static final String SORTED = "/books?sort=title";
    private static final ObjectMapper JSON = new ObjectMapper();

    private CatalogueBench() {}

    /**
     * Ends with 1 when a bound does not hold, and with 2 when it could not measure.
     *
     * @param args how many books, with commas between the sizes
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            CatalogueResults results = new CatalogueResults(Machine.beforeTheRun());
            PlausibleBooks books = new PlausibleBooks(Corpus.read(), SEED);
            for (long size : sizes(args)) {
                results.add(measured(books, size));
            }
            String page = results.toMarkdown(LocalDate.now(ZoneOffset.UTC));
            Path written = Bench.write(page, "-catalogue");
            System.out.println("\n" + page + "\nWritten to " + Project.root().relativize(written));
            System.exit(results.allBoundsHold() ? 0 : 1);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static List<Long> sizes(String[] args) {
        String sizes = args.length == 0 ? USUAL_SIZES : String.join(" ", args);
        if (!sizes.matches("[0-9]{1,9}(,[0-9]{1,9})*")) {
            throw new IllegalArgumentException(
                    "The catalogue is measured on PostgreSQL, and --books takes sizes such as %s,"
                                    .formatted(USUAL_SIZES)
                            + " and nothing else.");
        }
        return Arrays.stream(sizes.split(",", -1)).map(Long::valueOf).toList();
    }

    private static Size measured(PlausibleBooks books, long count)
            throws IOException, InterruptedException {
        Path data = Bench.folder();
        Size size = measured(books, count, data);
        // Only then: what went wrong is in the logs.
        Folders.delete(data);
        return size;
    }

    private static Size measured(PlausibleBooks books, long count, Path data)
            throws IOException, InterruptedException {
        say("Starting a cloud for %,d books ...".formatted(count));
        try (LocalCloud cloud =
                        LocalCloud.start(
                                Phase.HYBRID, data, Folders.screen("bench-books"), Map.of());
                HttpClient http = HttpClient.newHttpClient()) {
            Path file = data.resolve("books.ndjson");
            books.write(file, count);
            say("Importing them ...");
            BookImport imported = BookImport.measure(cloud, file, count);
            Files.delete(file);
            Size size = new Size(count, imported);
            Load load = new Load(cloud, data.resolve("input.lua"), ROUND_SECONDS);
            List<String> ids = ids(cloud, http);
            say("GET /books/{id} ...");
            measureById(size, load, data, cloud, ids);
            for (Question question : Question.values()) {
                say(question.what() + " ...");
                size.add(
                        question,
                        measure(
                                load,
                                data,
                                question.name(),
                                CONNECTIONS,
                                question.paths(books, count, SEED)));
            }
            say("Page by page ...");
            String deep = pageAt(cloud, http, (int) Math.min(PAGE, count / 20));
            measurePages(size, load, data, deep);
            return size;
        }
    }

    /**
     * In turns with the client's bare reads: what the machine gives to either changes from one
     * second to the next.
     */
    private static void measureById(
            Size size, Load load, Path data, LocalCloud cloud, List<String> ids)
            throws IOException, InterruptedException {
        Asking byId = asking(data, "BY_ID", BY_ID_CONNECTIONS, paths("/books/", ids));
        load.warmUp(byId);
        try (BareReads bare = new BareReads(cloud, ids, BY_ID_CONNECTIONS)) {
            bare.warmUp();
            for (int turn = 1; turn <= BY_ID_TURNS; turn++) {
                size.addById(load.measure(byId, turn), bare.perSecond());
            }
        }
    }

    /** In turns as well. Each writes what is asked for where the load generator looks for it. */
    private static void measurePages(Size size, Load load, Path data, String deep)
            throws IOException, InterruptedException {
        load.warmUp(page(data, "FIRST_PAGE", SORTED));
        load.warmUp(page(data, "DEEP_PAGE", deep));
        for (int turn = 1; turn <= PAGE_TURNS; turn++) {
            size.addPages(
                    load.measure(page(data, "FIRST_PAGE", SORTED), turn),
                    load.measure(page(data, "DEEP_PAGE", deep), turn));
        }
    }

    private static Asking page(Path data, String name, String path) throws IOException {
        return asking(data, name, CONNECTIONS, List.of(path));
    }

    private static Load.Figures measure(
            Load load, Path data, String name, int connections, List<String> paths)
            throws IOException, InterruptedException {
        Asking asking = asking(data, name, connections, paths);
        load.warmUp(asking);
        return load.measure(asking);
    }

    private static Asking asking(Path data, String name, int connections, List<String> paths)
            throws IOException {
        String quoted =
                paths.stream().map(path -> '"' + path + '"').collect(Collectors.joining(", "));
        Files.writeString(
                data.resolve("input.lua"), "return { paths = { %s } }\n".formatted(quoted));
        return new Asking(name, connections);
    }

    /** GET of paths in turn. */
    private record Asking(String name, int connections) implements Load.Job {
        @Override
        public Service service() {
            return Service.CATALOG;
        }

        @Override
        public String script() {
            return "paths.lua";
        }

        /** Nobody is signed in, and one thread asks fast enough: the cores are the service's. */
        @Override
        public int threads() {
            return 1;
        }

        /** Names files. */
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<String> paths(String before, List<String> ids) {
        return ids.stream().map(id -> before + id).toList();
    }

    /** Of books all over the catalogue: the newest and the oldest, by price and by title. */
    private static List<String> ids(LocalCloud cloud, HttpClient http)
            throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (String sort : List.of("title", "price", "-price", "newest", "rating", "bestselling")) {
            String path = "/books?limit=100&sort=" + sort;
            String cursor = "";
            for (int i = 0; i < PAGES_OF_IDS; i++) {
                JsonNode page = get(cloud, http, path + cursor);
                page.path("items").forEach(book -> ids.add(book.path("id").asText()));
                cursor = "&cursor=" + page.path("next_cursor").asText();
            }
        }
        return ids;
    }

    private static String pageAt(LocalCloud cloud, HttpClient http, int number)
            throws IOException, InterruptedException {
        String path = SORTED;
        for (int page = 1; page < number; page++) {
            String cursor = get(cloud, http, path).path("next_cursor").asText();
            path = SORTED + "&cursor=" + cursor;
        }
        return path;
    }

    private static JsonNode get(LocalCloud cloud, HttpClient http, String path)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(cloud.address(Service.CATALOG).resolve(path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private static void say(String sentence) {
        System.out.println(sentence);
    }
}
