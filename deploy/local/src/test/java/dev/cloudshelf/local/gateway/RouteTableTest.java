package dev.cloudshelf.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private final RouteTable table = new RouteTable();

    private void add(HttpMethod method, String template) {
        table.add(method, new Route("catalog-service", template, 1, 1));
    }

    private String matched(HttpMethod method, String... segments) {
        return switch (table.match(method, List.of(segments))) {
            case RouteTable.Match.Found(Route route) -> route.template();
            case RouteTable.Match.WrongMethod(var allowed) -> "wrong method, not " + allowed;
            case RouteTable.Match.UnknownPath() -> "unknown";
        };
    }

    @Test
    void aNamedSegmentGoesBeforeAVariable() {
        add(HttpMethod.GET, "/books/{id}");
        add(HttpMethod.GET, "/books/suggestions");

        assertThat(matched(HttpMethod.GET, "books", "suggestions")).isEqualTo("/books/suggestions");
        assertThat(matched(HttpMethod.GET, "books", "7")).isEqualTo("/books/{id}");
    }

    @Test
    void aNamedSegmentThatLeadsNowhereDoesNotHideAVariable() {
        add(HttpMethod.GET, "/books/isbn/{isbn}/copies");
        add(HttpMethod.GET, "/books/{id}/related");

        assertThat(matched(HttpMethod.GET, "books", "isbn", "related"))
                .isEqualTo("/books/{id}/related");
    }

    @Test
    void headIsServedWhereGetIs() {
        add(HttpMethod.GET, "/books");
        add(HttpMethod.POST, "/orders");

        assertThat(matched(HttpMethod.HEAD, "books")).isEqualTo("/books");
        assertThat(matched(HttpMethod.HEAD, "orders"))
                .isEqualTo("wrong method, not [OPTIONS, POST]");
    }

    @Test
    void aPathThatIsOnlyPartOfATemplateIsUnknown() {
        add(HttpMethod.GET, "/books/isbn/{isbn}");

        assertThat(matched(HttpMethod.GET, "books")).isEqualTo("unknown");
        assertThat(matched(HttpMethod.GET, "books", "isbn")).isEqualTo("unknown");
        assertThat(matched(HttpMethod.GET, "books", "isbn", "1", "2")).isEqualTo("unknown");
        assertThat(matched(HttpMethod.GET)).isEqualTo("unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/internal/carts", "/q/health", "/{any}", "/{any}/carts"})
    void whatMustNotPassIsRefusedAtTheStart(String template) {
        assertThatThrownBy(() -> add(HttpMethod.GET, template))
                .hasMessage(template + " must not pass the gateway");
    }

    @Test
    void twoTemplatesOfOneShapeAreRefusedAtTheStart() {
        add(HttpMethod.GET, "/books/{id}");

        assertThatThrownBy(() -> add(HttpMethod.GET, "/books/{isbn}"))
                .hasMessageContaining("Two operations match GET /books/{isbn}");
    }
}
