package dev.cloudshelf.local.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cloudshelf.local.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {

    /** Beside the checkout, where there is one. */
    private static final Path DATA = Path.of("../../../shared/data").toAbsolutePath().normalize();

    private final FakeCatalogue catalogue;
    @TempDir private Path root;
    private String said = "";

    ImportTest() throws IOException {
        catalogue = new FakeCatalogue();
    }

    @AfterEach
    void end() {
        catalogue.close();
    }

    @Test
    void everyRowArrivesOnceInBatchesOfAtMostFiveHundred() throws Exception {
        assertThat(run(csv(4801), "--key", "no")).isZero();

        assertThat(catalogue.books).hasSize(4801);
        assertThat(catalogue.batchSizes).containsExactly(2000, 2000, 801);
        assertThat(catalogue.books.get("Book 7"))
                .hasToString("{\"title\":\"Book 7\",\"author\":\"A\",\"import_key\":\"books:7\"}");
        assertThat(said).contains("4,801 rows in").contains("created       4,801");
    }

    @Test
    void theSameFileAgainChangesNothing() throws Exception {
        Path file = csv(10);
        run(file);

        assertThat(run(file)).isZero();

        assertThat(said).contains("created           0").contains("unchanged        10");
    }

    @Test
    void aRejectedRowIsNamedByItsLineInTheFile() throws Exception {
        String filler =
                IntStream.range(0, 500)
                        .mapToObj("b%d,A\n"::formatted)
                        .collect(Collectors.joining());
        Path file = write("title,author\n" + filler + "\"two\nlines\",\nlast,\nshort\nfine,A\n");

        assertThat(run(file)).isZero();

        assertThat(said)
                .contains("rejected          3")
                .contains("line 502: author is missing")
                .contains("line 504: author is missing")
                .contains("line 505: the row has 1 values, and the header 2 columns");
        assertThat(rejectedFile())
                .containsExactlyInAnyOrder(
                        "line,reason,title",
                        "505,\"the row has 1 values, and the header 2 columns\",",
                        "502,author is missing,\"two",
                        "lines\"",
                        "504,author is missing,last");
        assertThat(catalogue.books).containsKey("fine");
    }

    @Test
    void rejectedRowsRunNothingInASpreadsheetAndAreImportedAsTheyWere() throws Exception {
        run(write("title,author\n=1+1,\n'=2,\nEmma,\n"));

        assertThat(rejectedFile())
                .containsExactlyInAnyOrder(
                        "line,reason,title",
                        "2,author is missing,'=1+1",
                        "3,author is missing,''=2",
                        "4,author is missing,Emma");
        Path corrected =
                write(String.join("\n", rejectedFile()).replace("author is missing", "Ada"));
        assertThat(run(corrected, "--map", "author=reason")).isZero();
        assertThat(catalogue.books).containsOnlyKeys("=1+1", "'=2", "Emma");
    }

    @Test
    void apostrophesOfOtherFilesAreTheirOwn() throws Exception {
        assertThat(run(write("title,author\n'=1,Ada\n"))).isZero();

        assertThat(catalogue.books).containsOnlyKeys("'=1");
    }

    @Test
    void ofManyRejectedRowsTwentyAreShownAndAllAreKept() throws Exception {
        run(write("title,author\n" + "x,\n".repeat(30)));

        assertThat(said).contains("line 21: ").doesNotContain("line 22: ").contains("and 10 more");
        assertThat(rejectedFile()).hasSize(31);
    }

    @Test
    void aRowThatIsFilteredOutIsNotSent() throws Exception {
        Path file = write("title,author,kind\nEmma,A,Text\nEine kleine Nachtmusik,M,Sound\n");

        assertThat(run(file, "--where", "kind=Text")).isZero();

        assertThat(catalogue.books).containsOnlyKeys("Emma");
        assertThat(said).contains("skipped           1");
    }

    @Test
    void defaultsGoWithEachBatch() throws Exception {
        run(csv(1), "--default", "price=9.99,category=Old & new");

        assertThat(catalogue.queries)
                .containsExactly("default_price=9.99&default_category=Old+%26+new");
    }

    @Test
    void passingTroubleIsWaitedFor() throws Exception {
        catalogue.plan(503, FakeCatalogue.HANG_UP, 504, 429, 502);

        assertThat(run(csv(3))).isZero();
        assertThat(catalogue.books).hasSize(3);
    }

    @Test
    void anExpiredTokenIsReplaced() throws Exception {
        catalogue.plan(401);

        assertThat(run(csv(3))).isZero();
        assertThat(catalogue.signIns).hasSize(2);
        assertThat(catalogue.books).hasSize(3);
    }

    @Test
    void lastingTroubleEndsTheImportAndSaysWhere() throws Exception {
        catalogue.plan(IntStream.range(0, 10).mapToObj(i -> 503).toArray(Integer[]::new));

        assertThat(run(csv(700))).isEqualTo(Refusal.FAILED);

        assertThat(said)
                .contains("Stopped at line 2: 503 Planned trouble., 10 times")
                .contains("run the same command again");
        assertThat(catalogue.books).isEmpty();
    }

    @Test
    void whatWasCountedBeforeTheTroubleStays() throws Exception {
        catalogue.plan(200, 400);

        assertThat(run(csv(2500))).isEqualTo(Refusal.FAILED);

        assertThat(said)
                .contains("created       2,000")
                .contains("Stopped at line 2002: 400 Planned trouble.");
        assertThat(catalogue.books).hasSize(2000);
    }

    @Test
    void whatWasReadOfABrokenFileIsTaken() throws Exception {
        Path file = write("title,author\nEmma,A\n\"never closed,B\n");

        assertThat(run(file)).isEqualTo(Refusal.FAILED);

        assertThat(catalogue.books).containsOnlyKeys("Emma");
        assertThat(said).contains("created           1");
    }

    @Test
    void aWrongPasswordIsSaidBeforeAnythingIsSent() throws Exception {
        Path file = csv(1);
        assertThatThrownBy(() -> run(file, Map.of("CLOUDSHELF_PASSWORD", "wrong")))
                .hasMessageContaining("Cannot sign in as me@x.test: 401 Wrong e-mail or password.");
        assertThat(catalogue.queries).isEmpty();
    }

    @Test
    void withoutARunThereIsNoAdministratorToBe() throws Exception {
        Path file = csv(1);
        ImportMain main =
                new ImportMain(root, Map.of(), new PrintStream(System.out), false, Duration.ZERO);

        assertThatThrownBy(() -> main.run(List.of(file.toString())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("./cloudshelf up");
    }

    @Test
    void atATerminalABarMoves() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new ImportMain(root, environment(), out, true, Duration.ZERO)
                .run(List.of(csv(600).toString(), "--url", catalogue.url()));

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("\r[##############################] 100 %  600 rows, ");
    }

    @Test
    void goodbooksArrivesWhole() throws Exception {
        Path file = realFile("goodbooks-10k.csv");

        assertThat(run(file, "--preset", "goodbooks")).isZero();

        assertThat(said).contains("10,000 rows in").contains("rejected          0");
        assertThat(catalogue.books.get("The Hunger Games (The Hunger Games, #1)"))
                .hasToString(
                        "{\"title\":\"The Hunger Games (The Hunger Games, #1)\",\"author\":\"Suzanne Collins\","
                                + "\"isbn\":\"0439023483\",\"image_url\":\"https://images.gr-assets.com/books/1447303603m/2767052.jpg\","
                                + "\"language\":\"en\",\"published_year\":\"2008\",\"average_rating\":\"4.34\","
                                + "\"ratings_count\":\"4780653\",\"import_key\":\"goodbooks:1\"}");
        assertThat(catalogue.books.values())
                .allSatisfy(book -> {
                    assertThat(book.path("isbn").asText()).matches("|\\d{9}[\\dX]");
                    assertThat(book.path("language").asText()).matches("|[a-z]{2,3}");
                    assertThat(book.path("published_year").asText()).matches("|-?\\d{1,4}");
                });
    }

    @Test
    void gutenbergArrivesWithoutWhatIsNoText() throws Exception {
        Path file = realFile("gutenberg-8k.csv");

        assertThat(run(file, "--preset", "gutenberg")).isZero();

        assertThat(said).contains("skipped         124").contains("author is missing");
        assertThat(catalogue.books.values())
                .allSatisfy(book -> {
                    assertThat(book.path("title").asText()).doesNotContain("\n", "\r");
                    assertThat(book.path("author").asText()).doesNotMatch(".*\\d{4}.*");
                    assertThat(book.path("language").asText()).matches("[a-z]{2}");
                    assertThat(book.path("import_key").asText()).matches("gutenberg:\\d+");
                });
        assertThat(
                        catalogue.books.get(
                                "The Declaration of Independence of the United States of America"))
                .hasToString(
                        "{\"title\":\"The Declaration of Independence of the United States of America\","
                                + "\"author\":\"Thomas Jefferson\",\"category\":\"History - American\","
                                + "\"language\":\"en\",\"import_key\":\"gutenberg:1\"}");
    }

    private static Path realFile(String name) {
        Path file = DATA.resolve(name);
        assumeThat(file).as("%s is not there; the samples above must do", file).exists();
        return file;
    }

    private Path csv(int rows) throws IOException {
        return write(
                IntStream.rangeClosed(1, rows)
                        .mapToObj(i -> "%d,Book %d,A%n".formatted(i, i))
                        .collect(Collectors.joining("", "no,title,author\n", "")));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(root.resolve("books.csv"), text);
    }

    private int run(Path file, String... options) throws InterruptedException {
        return run(file, environment(), List.of(options));
    }

    private int run(Path file, Map<String, String> changed) throws InterruptedException {
        Map<String, String> environment = new HashMap<>(environment());
        environment.putAll(changed);
        return run(file, environment, List.of());
    }

    private int run(Path file, Map<String, String> environment, List<String> options)
            throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of(file.toString(), "--url", catalogue.url()));
        int code =
                new ImportMain(root, environment, out, false, Duration.ofMillis(1)).run(arguments);
        said = bytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    private static Map<String, String> environment() {
        return Map.of("CLOUDSHELF_EMAIL", "me@x.test", "CLOUDSHELF_PASSWORD", "right");
    }

    private List<String> rejectedFile() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(".cloudshelf/imports"))) {
            return Files.readAllLines(files.findFirst().orElseThrow());
        }
    }
}
