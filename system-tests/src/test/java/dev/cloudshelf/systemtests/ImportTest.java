package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.Project;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./cloudshelf import}: of the two real files beside the checkout, whole, and of a few rows
 * of our own with all that is wrong in those. Comes late: after it a search finds many more books.
 */
@Order(Integer.MAX_VALUE - 1)
@ExtendWith(SharedCloud.class)
class ImportTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final int GOODBOOKS_ROWS = 10_000;
    private static final Pattern NOT_A_TEXT =
            Pattern.compile("\\d+,(Collection|Dataset|Image|MovingImage|Sound|StillImage),.*");

    private final Shop shop;
    private final LocalCloud cloud;

    ImportTest(Shop shop, LocalCloud cloud) {
        this.shop = shop;
        this.cloud = cloud;
    }

    private ImportReport run(Path file, String... options)
            throws IOException, InterruptedException {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "import";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        LocalCloud.Answer answer = cloud.run(TIMEOUT, arguments);
        // Nothing is timed, but whoever reads the build's output may want to know.
        answer.text()
                .lines()
                .filter(line -> line.contains(" rows in "))
                .forEach(line -> System.out.println(file.getFileName() + ": " + line));
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return ImportReport.of(answer.text());
    }

    private static Path realFile(String name) {
        Path beside = Project.root().resolveSibling("shared").resolve("data").resolve(name);
        assumeTrue(
                Files.isReadable(beside),
                () -> "Skipped: ../shared/data/%s is not beside this checkout".formatted(name));
        return beside;
    }

    @Test
    void goodbooksComesInOnceWithIsbnsThatAreTrue() throws IOException, InterruptedException {
        Path file = realFile("goodbooks-10k.csv");
        List<String> lines = Files.readAllLines(file);
        List<String> badIsbns =
                lines.stream().skip(1).map(ImportTest::isbn10).filter(i -> !isRight(i)).toList();

        ImportReport first = run(file, "--preset", "goodbooks");

        assertThat(first.done() + first.rejected()).isEqualTo(GOODBOOKS_ROWS);
        assertThat(first.created()).isGreaterThan(GOODBOOKS_ROWS * 9 / 10);
        assertThat(first.rejected()).isEqualTo(badIsbns.size()).isPositive();
        int lineOfFirst =
                2
                        + lines.stream()
                                .skip(1)
                                .map(ImportTest::isbn10)
                                .toList()
                                .indexOf(badIsbns.getFirst());
        assertThat(first.reasons().getFirst())
                .startsWith("line " + lineOfFirst + ": isbn " + badIsbns.getFirst());
        shop.visitor()
                .get("/books/isbn/9780439023481")
                .then()
                .statusCode(200)
                .body("title", startsWith("The Hunger Games"))
                .body("author", equalTo("Suzanne Collins"))
                .body("published_year", equalTo(2008))
                .body("language", equalTo("en"))
                .body("average_rating", equalTo(new BigDecimal("4.34")))
                .body("image_url", startsWith("https://"));
        assertThat(isbnsThatOnlyCameAsFloatingPoint(lines)).isNotEmpty().allMatch(this::isUnknown);

        ImportReport again = run(file, "--preset", "goodbooks");

        assertThat(again.created()).isZero();
        assertThat(again.updated()).isZero();
        assertThat(again.unchanged()).isEqualTo(first.done());
        assertThat(again.rejected()).isEqualTo(first.rejected());
    }

    /** The column before the first that may be quoted; its leading zeros are lost. */
    private static String isbn10(String row) {
        String digits = row.split(",", 7)[5];
        return digits.isEmpty() ? "" : "0".repeat(Math.max(0, 10 - digits.length())) + digits;
    }

    /** ISO 2108, the ISBN-10 of before 2007; that there is none is right too. */
    private static boolean isRight(String isbn10) {
        int sum = 0;
        for (int i = 0; i < isbn10.length(); i++) {
            char digit = isbn10.charAt(i);
            sum += (10 - i) * (digit == 'X' ? 10 : digit - '0');
        }
        return isbn10.isEmpty() || (isbn10.length() == 10 && sum % 11 == 0);
    }

    /** What 9.78043902348e+12 would be as digits, of some rows that have no ISBN-10. */
    private static List<String> isbnsThatOnlyCameAsFloatingPoint(List<String> lines) {
        return lines.stream()
                .skip(1)
                .filter(row -> isbn10(row).isEmpty())
                .map(row -> row.split(",", 8)[6])
                .filter(isbn13 -> isbn13.contains("e+"))
                .map(isbn13 -> new BigDecimal(isbn13).toBigInteger().toString())
                .limit(20)
                .toList();
    }

    /** 400 says that the check digit is wrong, 404 that by chance it is right. */
    private boolean isUnknown(String isbn) {
        int status = shop.visitor().get("/books/isbn/{isbn}", isbn).statusCode();
        return status == 400 || status == 404;
    }

    /** The other file shows that any store takes real books; this one is of another format. */
    @Test
    @Tag("any-store")
    void gutenbergComesInOnceWithTextsOnly() throws IOException, InterruptedException {
        Path file = realFile("gutenberg-8k.csv");
        long others =
                Files.readAllLines(file).stream()
                        .filter(line -> NOT_A_TEXT.matcher(line).matches())
                        .count();

        ImportReport first = run(file, "--preset", "gutenberg");

        assertThat(first.skipped()).isEqualTo((int) others).isPositive();
        assertThat(first.done()).isGreaterThan(7_000);
        assertThat(first.reasons()).hasSize(Math.min(20, first.rejected()));
        JsonPath mended =
                shop.visitor()
                        .queryParam("q", "ten original amendments")
                        .get("/books")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        assertThat(mended.getList("items.title", String.class))
                .anySatisfy(title ->
                        assertThat(title)
                                .startsWith("The United States Bill of Rights")
                                .contains("The Ten Original Amendments")
                                .doesNotContain("\n"));

        ImportReport again = run(file, "--preset", "gutenberg");

        assertThat(again.created()).isZero();
        assertThat(again.updated()).isZero();
        assertThat(again.unchanged()).isEqualTo(first.done());
        assertThat(again.rejected()).isEqualTo(first.rejected());
    }

    @Test
    void rowIsMendedSkippedOrRejectedByItsLine(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path file =
                Files.writeString(
                        folder.resolve("shelf.csv"),
                        """
                        No,Kind,Name,By,Number
                        1,book,"Of Mended
                        Titles",T. Ester,1-4028-9462-7
                        2,map,Of Maps,T. Ester,
                        3,book,Of Nobody,,
                        4,book,Of Floating Points,T. Ester,9.78043902348e+12
                        5,book,Of Wrong Digits,T. Ester,9780306406158
                        6,book,Of Nothing Else,T. Ester,
                        """);
        String[] options = {
            "--map",
            "title=Name,author=By,isbn=Number",
            "--where",
            "Kind=book",
            "--key",
            "No",
            "--default",
            "price=3.50,stock_quantity=2,category=Oddities"
        };

        ImportReport first = run(file, options);

        assertThat(first.created() + first.updated()).isEqualTo(2);
        assertThat(first.skipped()).isEqualTo(1);
        assertThat(first.rejected()).isEqualTo(3);
        assertThat(first.reasons())
                .satisfiesExactly(
                        nobody -> assertThat(nobody).startsWith("line 5: author is missing"),
                        floating ->
                                assertThat(floating).startsWith("line 6: isbn").contains("float"),
                        wrong ->
                                assertThat(wrong)
                                        .startsWith("line 7: isbn")
                                        .contains("check digit"));
        shop.visitor()
                .queryParam("author", "T. Ester")
                .queryParam("sort", "title")
                .get("/books")
                .then()
                .statusCode(200)
                .body("items.title", equalTo(List.of("Of Mended Titles", "Of Nothing Else")))
                .body("items[0].isbn", equalTo("9781402894626"))
                .body("items[1].isbn", nullValue())
                .body("items[1].price", equalTo(new BigDecimal("3.50")))
                .body("items[1].stock_quantity", equalTo(2))
                .body("items[1].category", equalTo("Oddities"));
        ImportReport again = run(file, options);
        assertThat(again.created() + again.updated()).isZero();
        assertThat(again.unchanged()).isEqualTo(2);
    }

    @Test
    void commandThatMakesNoSenseSaysWhatDoes(@TempDir Path folder)
            throws IOException, InterruptedException {
        LocalCloud.Answer noFile = cloud.run(TIMEOUT, "import", folder + "/nothing.csv");
        assertThat(noFile.exitCode()).isEqualTo(2);
        assertThat(noFile.text()).contains("nothing.csv").doesNotContain("Exception");
        Path file = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        LocalCloud.Answer noColumn =
                cloud.run(TIMEOUT, "import", file.toString(), "--map", "title=name");
        assertThat(noColumn.exitCode()).isEqualTo(2);
        assertThat(noColumn.text()).contains("no column 'name'").doesNotContain("Exception");
    }
}
