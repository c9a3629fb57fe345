package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * When a new store begins with books that were sown before, in a checkout of small files. That they
 * are sown and found is what the system tests in phase 1 show.
 */
class FirstBooksTest {

    private static final String SEED = "catalog-service/seed/books.csv";
    private static final String CATALOGUE =
            "catalog-service/target/on-dynamodb/quarkus-app/app/catalog-service.jar";
    private static final String TABLE =
            "order-service/src/main/resources/db/dynamodb/cloudshelf-orders.json";

    private final HttpClient http = HttpClient.newHttpClient();
    @TempDir private Path root;

    @BeforeEach
    void aBuildForPhaseOne() throws IOException {
        Files.createDirectories(settings("1").data());
        for (String service :
                List.of("catalog-service", "cart-service", "account-service", "order-service")) {
            boolean hasTwoStores = !service.equals("cart-service");
            String target = service + (hasTwoStores ? "/target/on-dynamodb" : "/target");
            if (hasTwoStores) {
                Files.createDirectories(root.resolve(service).resolve("src/main/store-dynamodb"));
            }
            write(target + "/quarkus-app/quarkus-run.jar", "");
            write(target + "/quarkus-app/lib/main/software.amazon.awssdk.dynamodb-2.jar", "");
            write(service + "/src/main/resources/db/dynamodb/%s.json".formatted(service), "{}");
        }
        write(SEED, "title,author\nKindred,Octavia E. Butler\n");
        write(CATALOGUE, "classes");
        write(TABLE, "{}");
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void onlyANewStoreInPhaseOneWantsThem() throws IOException {
        assertThat(books("1").areWanted()).isTrue();
        assertThat(books("hybrid").areWanted()).isFalse();

        Files.createDirectories(settings("1").dynamoDbFolder());
        assertThat(books("1").areWanted()).isFalse();
    }

    @Test
    void nothingIsLaidOutBeforeTheyAreSown() throws IOException {
        assertThat(books("1").areDue()).isTrue();
        assertThat(books("1").layOut()).isEmpty();
        assertThat(settings("1").dynamoDbFolder()).doesNotExist();
    }

    @Test
    void aNewStoreIsACopy() throws IOException {
        keep();

        assertThat(books("1").areDue()).isFalse();
        assertThat(books("1").layOut()).isEqualTo(OptionalInt.of(1));
        Path store = settings("1").dynamoDbFolder();
        assertThat(store.resolve("shared-local-instance.db")).hasContent("a store");
        assertThat(store.resolve("tables/cloudshelf-orders.json")).hasContent("{}");

        Files.writeString(store.resolve("shared-local-instance.db"), "an order");
        assertThat(books("1").kept().resolve("dynamodb/shared-local-instance.db"))
                .hasContent("a store");
    }

    @Test
    void halfACopyOfARunThatDiedIsNoStore() throws IOException {
        keep();
        write("data/first-books/shared-local-instance.db", "half");
        assertThat(books("1").areWanted()).isTrue();

        assertThat(books("1").layOut()).isEqualTo(OptionalInt.of(1));
        assertThat(settings("1").dynamoDbFolder().resolve("shared-local-instance.db"))
                .hasContent("a store");
        assertThat(root.resolve("data/first-books")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {SEED, CATALOGUE, TABLE})
    void theyAreSownAnewWhenWhatDecidesAboutThemChanges(String file) throws IOException {
        keep();
        write(file, "something else");

        assertThat(books("1").areDue()).isTrue();
        assertThat(books("1").layOut()).isEmpty();
    }

    private void keep() throws IOException {
        Path kept = books("1").kept();
        Files.createDirectories(kept.resolve("dynamodb/tables"));
        Files.writeString(kept.resolve("books.txt"), "1");
        Files.writeString(kept.resolve("dynamodb/shared-local-instance.db"), "a store");
        Files.writeString(kept.resolve("dynamodb/tables/cloudshelf-orders.json"), "{}");
    }

    private FirstBooks books(String phase) {
        Settings settings = settings(phase);
        return new FirstBooks(settings, BuiltService.all(settings("1")), http);
    }

    private Settings settings(String phase) {
        return Settings.of(
                root,
                List.of("--phase", phase),
                Map.of("CLOUDSHELF_DATA", root.resolve("data").toString()));
    }

    private void write(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
