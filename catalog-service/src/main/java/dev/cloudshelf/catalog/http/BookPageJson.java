package dev.cloudshelf.catalog.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.Facets;
import dev.cloudshelf.kernel.Cursor;
import dev.cloudshelf.kernel.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of books. */
@Schema(
        name = "BookPage",
        requiredProperties = {"items", "next_cursor"})
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record BookPageJson(
        List<BookJson> items,
        @Schema(nullable = true) @Nullable String nextCursor,
        @Schema(description = "Only where they are asked for")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable FacetsJson facets) {

    static BookPageJson of(Page<Book> page, @Nullable Facets facets) {
        return new BookPageJson(
                page.items().stream().map(BookJson::of).toList(),
                page.next().map(Cursor::encode).orElse(null),
                facets == null ? null : FacetsJson.of(facets));
    }
}
