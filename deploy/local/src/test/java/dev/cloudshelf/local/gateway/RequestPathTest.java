package dev.cloudshelf.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @Test
    void aCleanPathIsItsDecodedSegments() {
        assertThat(RequestPath.segments("/api/books/isbn/978-0-14-028329-7"))
                .hasValueSatisfying(segments ->
                        assertThat(segments)
                                .containsExactly("api", "books", "isbn", "978-0-14-028329-7"));
        assertThat(RequestPath.segments("/api/%62%C3%BCcher"))
                .hasValueSatisfying(s -> assertThat(s).containsExactly("api", "bücher"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "api",
                "*",
                "/api/",
                "//api",
                "/api//books",
                "/api/.",
                "/api/..",
                "/api/../internal",
                "/api/./books",
                "/api/%2e%2e/internal",
                "/api/%2E./internal",
                "/api/.%2e/internal",
                "/api/..%2finternal",
                "/api/books%2Fx",
                "/api/books%5cx",
                "/api/books\\x",
                "/api/books;a=b",
                "/api/..;/internal",
                "/api/books%3Bx",
                "/api/%252e%252e/internal",
                "/api/books%00",
                "/api/books%0d%0aX:y",
                "/api/books%",
                "/api/books%2",
                "/api/books%zz",
                "/api/books%ff",
                "/api/%c0%ae%c0%ae/internal",
                "/api/bücher",
                "/api/a b"
            })
    void whatCouldBeReadTwiceIsNoPath(String raw) {
        assertThat(RequestPath.segments(raw)).isEmpty();
    }

    @Test
    void aSegmentIsSentOnInOneEncoding() {
        assertThat(RequestPath.encode("a-b._~c")).isEqualTo("a-b._~c");
        assertThat(RequestPath.encode("ü?#[]@:&+ ")).isEqualTo("%C3%BC%3F%23%5B%5D%40%3A%26%2B%20");
    }
}
