package dev.cloudshelf.local.importer;

import dev.cloudshelf.embedded.ProjectFolder;
import dev.cloudshelf.local.Refusal;
import dev.cloudshelf.local.launch.LocalRun;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code ./cloudshelf import}. */
public final class ImportMain {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration BACKOFF_FIRST = Duration.ofMillis(500);

    private final Path root;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final boolean terminal;
    private final Duration backoffFirst;

    ImportMain(
            Path root,
            Map<String, String> environment,
            PrintStream out,
            boolean terminal,
            Duration backoffFirst) {
        this.root = root;
        this.environment = environment;
        this.out = out;
        this.terminal = terminal;
        this.backoffFirst = backoffFirst;
    }

    public static void main(String[] args) throws InterruptedException {
        ImportMain main =
                new ImportMain(
                        ProjectFolder.root(),
                        System.getenv(),
                        System.out,
                        Optional.ofNullable(System.console())
                                .filter(Console::isTerminal)
                                .isPresent(),
                        BACKOFF_FIRST);
        try {
            System.exit(main.run(List.of(args)));
        } catch (Refusal refusal) {
            System.err.println(refusal.getMessage());
            System.exit(refusal.exitCode());
        } catch (UncheckedIOException e) {
            System.err.println(e.getMessage() + ": " + e.getCause());
            System.exit(Refusal.FAILED);
        }
    }

    /**
     * @return the exit code
     */
    int run(List<String> arguments) throws InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(ImportOptions.USAGE);
            return 0;
        }
        ImportOptions options = ImportOptions.of(arguments);
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
                RowSource rows = open(options.file());
                ImportReport report = new ImportReport(rejectedFile(options.file()))) {
            ImportPlan plan = ImportPlan.of(options, columnsOf(rows));
            CatalogueClient catalogue = client(http, options);
            catalogue.signIn();
            Progress progress = new Progress(out, terminal, Files.size(options.file()));
            Optional<String> stopped =
                    new ImportRun(rows, plan, catalogue, report, progress).toTheEnd();
            progress.finish();
            out.printf(
                    Locale.ROOT,
                    "%,d rows in %.1f s, %,d rows/s%n",
                    report.rows(),
                    progress.elapsed().toMillis() / 1000.0,
                    progress.rowsPerSecond(report.rows()));
            out.print(report);
            stopped.ifPresent(out::println);
            return stopped.isPresent() ? Refusal.FAILED : 0;
        } catch (RowSource.BrokenFile | CatalogueClient.NotTaken e) {
            throw Refusal.failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + options.file(), e);
        }
    }

    private CatalogueClient client(HttpClient http, ImportOptions options) {
        LocalRun local = LocalRun.of(root, environment);
        String email = environment.get("CLOUDSHELF_EMAIL");
        String password = environment.get("CLOUDSHELF_PASSWORD");
        return new CatalogueClient(
                http,
                options.url().orElseGet(local::url),
                email == null ? local.adminEmail() : email,
                password == null ? local.adminPassword() : password,
                backoffFirst);
    }

    private Path rejectedFile(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        String stamp = STAMP.format(Clock.systemUTC().instant().atZone(ZoneId.systemDefault()));
        return root.resolve(".cloudshelf/imports/%s-%s.rejected.csv".formatted(name, stamp));
    }

    /** By its name, and where that says nothing by how it begins. */
    static RowSource open(Path file) throws IOException, RowSource.BrokenFile {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        TextFile text = TextFile.open(file);
        boolean json = name.endsWith(".ndjson") || name.endsWith(".jsonl");
        if (!json && !name.endsWith(".csv")) {
            text.text().mark(1);
            json = text.text().read() == '{';
            text.text().reset();
        }
        return json ? new NdjsonRows(text) : CsvRows.of(text);
    }

    private static Optional<List<String>> columnsOf(RowSource rows) {
        return rows instanceof CsvRows csv ? Optional.of(csv.columns()) : Optional.empty();
    }
}
