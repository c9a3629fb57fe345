package dev.cloudshelf.local.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportOptionsTest {

    private static final List<String> COLUMNS = List.of("Name", "author", "isbn", "No", "Kind");

    @TempDir private Path folder;
    private String file = "";

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.writeString(folder.resolve("shop.list.csv"), "x").toString();
    }

    private ImportPlan plan(String... options) {
        return ImportPlan.of(
                ImportOptions.of(Stream.concat(Stream.of(file), Stream.of(options)).toList()),
                Optional.of(COLUMNS));
    }

    private static final SourceRow ROW =
            new SourceRow(
                    2,
                    Map.of(
                            "Name", " Emma ",
                            "author", "Jane Austen",
                            "isbn", "",
                            "No", "7",
                            "Kind", "Book"));

    @Test
    void aColumnThatIsCalledLikeAFieldIsThatField() {
        assertThat(plan().fields().book(ROW)).hasToString("{\"author\":\"Jane Austen\"}");
    }

    @Test
    void aMappedColumnIsTheFieldItIsMappedTo() {
        assertThat(plan("--map", "title=Name,author=", "--key", "No").fields().book(ROW))
                .hasToString("{\"title\":\"Emma\",\"import_key\":\"shop.list:7\"}");
    }

    @Test
    void onlyRowsWithTheWantedValuesAreTaken() {
        assertThat(plan("--where", "Kind=Book").takes(ROW)).isTrue();
        assertThat(plan("--where", "Kind=Book", "--where", "No=8").takes(ROW)).isFalse();
    }

    @Test
    void defaultsAddToThoseOfThePreset() {
        ImportPlan plan =
                ImportPlan.of(
                        ImportOptions.of(
                                List.of(file, "--preset", "gutenberg", "--default", "price=1.50")),
                        Optional.empty());

        assertThat(plan.defaults())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("price", "1.50", "stock_quantity", "10", "category", "General"));
        assertThat(plan.filter()).isEqualTo(Map.of("Type", "Text"));
        assertThat(plan.fields().source()).isEqualTo("gutenberg");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    --map titel=Name       | --map does not know 'titel'; it knows author, average_rating
                    --map title            | --map takes NAME=VALUE, not 'title'
                    --map title=Nam        | The file has no column 'Nam'; it has Name, author, isbn, No, Kind.
                    --key Id               | The file has no column 'Id'
                    --where Type=Text      | The file has no column 'Type'
                    --default language=en  | --default does not know 'language'; it knows category, price, stock_quantity
                    --preset goodreads     | --preset does not know 'goodreads'; it knows goodbooks, gutenberg
                    --key                  | --key needs a value
                    --verbose              | '--verbose' is one argument too many
                    second.csv             | 'second.csv' is one argument too many
                    """)
    void whatMakesNoSenseIsSaid(String options, String sentence) {
        assertThatThrownBy(() -> plan(options.split(" ", -1)))
                .hasMessageContaining(sentence)
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
                .extracting(Refusal::exitCode)
                .isEqualTo(Refusal.USAGE);
    }

    @Test
    void aFileIsNeededAndMustBeThere() {
        assertThatThrownBy(() -> ImportOptions.of(List.of())).hasMessageContaining("Which file");
        assertThatThrownBy(() -> ImportOptions.of(List.of("nowhere.csv")))
                .hasMessage("There is no file nowhere.csv that can be read.");
    }
}
