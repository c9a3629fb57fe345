package dev.cloudshelf.cart.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.kernel.http.FunctionCalls.Answer;
import dev.cloudshelf.kernel.http.FunctionCalls.Request;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CatalogFunctionTest {

    private static final UUID BOOK = new UUID(0x0198000000007000L, 0x8000000000000001L);
    private static final String JSON = "application/json";

    private final List<Request> asked = new ArrayList<>();
    private Answer response = new Answer(200, JSON, "{}");

    private final CatalogFunction catalog =
            new CatalogFunction(
                    (function, request) -> {
                        assertThat(function).isEqualTo("catalog:live");
                        asked.add(request);
                        return Uni.createFrom().item(response);
                    },
                    "catalog:live",
                    new ObjectMapper());

    @Test
    void bookIsRequestedAndReadAsOverHttp() {
        response = new Answer(200, JSON, "{\"id\": \"%s\", \"title\": \"Kim\"}".formatted(BOOK));

        CatalogBook book = await(catalog.book(BOOK));

        assertThat(asked.getFirst().method()).isEqualTo("GET");
        assertThat(asked.getFirst().path()).isEqualTo("/books/" + BOOK);
        assertThat(asked.getFirst().headers()).containsKey("X-Request-Id");
        assertThat(book.id()).isEqualTo(BOOK);
        assertThat(book.title()).isEqualTo("Kim");
    }

    @Test
    void severalBooksTakeOneCall() {
        response = new Answer(200, JSON, "{\"items\": [{\"id\": \"%s\"}]}".formatted(BOOK));

        CatalogBooks books = await(catalog.books(BOOK + "," + BOOK));

        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().path()).isEqualTo("/books?ids=" + BOOK + "," + BOOK);
        assertThat(books.items()).hasSize(1);
    }

    @Test
    void errorStatusIsTheSameAsOverHttp() {
        response = new Answer(404, "application/problem+json", "{}");

        assertThatThrownBy(() -> await(catalog.book(BOOK)))
                .isInstanceOfSatisfying(
                        WebApplicationException.class,
                        rejected -> assertThat(rejected.getResponse().getStatus()).isEqualTo(404));
    }

    @Test
    void invalidJsonIsAnError() {
        response = new Answer(200, "text/html", "<html>It works!</html>");

        assertThatThrownBy(() -> await(catalog.book(BOOK)))
                .isInstanceOf(UncheckedIOException.class);
    }

    private static <T> T await(Uni<T> response) {
        return response.await().atMost(Duration.ofSeconds(5));
    }
}
