package dev.cloudshelf.local.launch;

import com.sun.net.httpserver.HttpServer;
import dev.cloudshelf.embedded.DevelopmentKey;
import dev.cloudshelf.embedded.PrivateFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a new store in phase 1 begins with: all tables, and in one of them the books of the seed.
 * They are sown once after each build, through catalog-service as ever, and copied from then on:
 * 200 books are some 2,700 items there, and writing them took DynamoDB Local longer than its start.
 */
final class FirstBooks {

    private static final String STORE = "dynamodb";
    private static final String COUNT = "books.txt";

    /** Of a folder's name, with the id of the process that sows in it behind it. */
    private static final String DRAFT = "draft-";

    private final Settings settings;
    private final List<BuiltService> services;
    private final HttpClient http;
    private final Path all;

    FirstBooks(Settings settings, List<BuiltService> services, HttpClient http) {
        this.settings = settings;
        this.services = services;
        this.http = http;
        this.all = settings.root().resolve("deploy/local/target/first-books");
    }

    /** Whether this run begins a new store that could have them. */
    boolean areWanted() {
        return settings.phase() == Phase.ONE && Files.notExists(settings.dynamoDbFolder());
    }

    /** Whether there are none yet of what is built now. */
    boolean areDue() throws IOException {
        return Files.notExists(kept());
    }

    /**
     * Sows them in a folder and at ports of their own, beside whatever runs. Takes some seconds;
     * several at once do not harm each other.
     *
     * @param supervisor of components, which it has not started yet; ended when this returns
     * @throws dev.cloudshelf.local.Refusal when one of them does not start
     */
    void sow(Function<List<Component>, Supervisor> supervisor)
            throws IOException, InterruptedException {
        Files.createDirectories(all);
        Path draft = Files.createTempDirectory(all, DRAFT + ProcessHandle.current().pid() + "-");
        try {
            Path store = sowIn(draft, supervisor);
            Path finished = Files.createDirectory(draft.resolve("finished"));
            Files.move(store, finished.resolve(STORE));
            Files.move(draft.resolve(COUNT), finished.resolve(COUNT));
            Path kept = kept();
            deleteAllBut(draft, kept);
            // Who was quicker has sown the same.
            if (Files.notExists(kept)) {
                Files.move(finished, kept, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            DataFolder.deleteTree(draft);
        }
    }

    /**
     * @return the store's folder, which nobody uses any more
     */
    private Path sowIn(Path draft, Function<List<Component>, Supervisor> supervisor)
            throws IOException, InterruptedException {
        DevelopmentKey key = DevelopmentKey.load(draft.resolve("signing-keys.json"));
        HttpServer account = keysOnly(Files.readAllBytes(key.publicFile()));
        try {
            Settings apart =
                    settings.apart(
                            draft,
                            Map.of(
                                    Port.ACCOUNT, account.getAddress().getPort(),
                                    Port.CATALOG, FreePorts.any(),
                                    Port.DYNAMODB, FreePorts.any()));
            PrivateFolder.make(apart.logs());
            Secrets secrets = Secrets.in(draft);
            Supervisor running = supervisor.apply(storeAndCatalogue(apart, secrets));
            try {
                running.start();
                running.awaitAllUp();
                int books =
                        new Seed(apart, secrets, services, http)
                                .importBooks(key.token("seed", List.of("admin")));
                Files.writeString(draft.resolve(COUNT), Integer.toString(books));
            } finally {
                running.end();
            }
            return apart.dynamoDbFolder();
        } finally {
            account.stop(0);
        }
    }

    /** Stands in for account-service, of which an import needs nothing but its public keys. */
    private static HttpServer keysOnly(byte[] keys) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/.well-known/jwks.json",
                exchange -> {
                    try (exchange) {
                        exchange.getResponseHeaders().set("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, keys.length);
                        exchange.getResponseBody().write(keys);
                    }
                });
        server.start();
        return server;
    }

    private List<Component> storeAndCatalogue(Settings apart, Secrets secrets) {
        List<Integer> wanted = List.of(apart.port(Port.DYNAMODB), apart.port(Port.CATALOG));
        return new Topology(apart, secrets, services, http)
                .components().stream()
                        .filter(component -> wanted.contains(component.port()))
                        .toList();
    }

    /** What earlier builds left is of no use any more; what others are sowing just now is. */
    private void deleteAllBut(Path draft, Path kept) throws IOException {
        try (Stream<Path> entries = Files.list(all)) {
            for (Path entry : entries.toList()) {
                if (!entry.equals(draft) && !entry.equals(kept) && !isBeingSown(entry)) {
                    DataFolder.deleteTree(entry);
                }
            }
        }
    }

    private static boolean isBeingSown(Path entry) {
        String name = entry.getFileName().toString();
        return name.startsWith(DRAFT)
                && ProcessHandle.of(Long.parseLong(name.split("-", -1)[1])).isPresent();
    }

    /**
     * Copies them to where this run's store is to be.
     *
     * @return how many books there are; empty when none were ever sown
     */
    OptionalInt layOut() throws IOException {
        Path kept = kept();
        if (Files.notExists(kept)) {
            return OptionalInt.empty();
        }
        int books = Integer.parseInt(Files.readString(kept.resolve(COUNT)));
        Path draft = settings.data().resolve("first-books");
        if (Files.exists(draft)) {
            DataFolder.deleteTree(draft);
        }
        copyTree(kept.resolve(STORE), draft);
        // At once, so that a run that is ended in between does not take half of it for a store.
        Files.move(draft, settings.dynamoDbFolder(), StandardCopyOption.ATOMIC_MOVE);
        return OptionalInt.of(books);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        List<Path> tree;
        try (Stream<Path> paths = Files.walk(from)) {
            tree = paths.toList();
        }
        for (Path path : tree) {
            Files.copy(path, to.resolve(from.relativize(path)));
        }
    }

    /** Where those of what is built now are, or will be. */
    Path kept() throws IOException {
        return all.resolve(fingerprint());
    }

    /** Of all that decides what is in the store: books, tables, and the code that writes them. */
    private String fingerprint() throws IOException {
        Fingerprint made = new Fingerprint();
        for (Path file : madeOf()) {
            made.addContent(file);
        }
        return made.text();
    }

    private List<Path> madeOf() throws IOException {
        List<Path> files = new ArrayList<>();
        files.add(Seed.books(settings));
        for (BuiltService service : services) {
            if (service.usesDynamoDb()) {
                files.addAll(filesIn(service.tables()));
            }
            if (service.port() == Port.CATALOG) {
                files.addAll(filesIn(service.application().resolve("app")));
            }
        }
        return files;
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
