package dev.cloudshelf.catalog.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.CategoryCount;
import dev.cloudshelf.kernel.Cursor;
import dev.cloudshelf.kernel.Page;
import dev.cloudshelf.kernel.http.PageLimit;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The categories that have books. */
@Path("/categories")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "books", description = "Finding books")
@PermitAll
public class CategoryResource {

    private final BookStore books;

    public CategoryResource(BookStore books) {
        this.books = books;
    }

    @Schema(
            name = "Category",
            requiredProperties = {"category", "count"})
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record CategoryJson(String category, @Schema(description = "Books in it") long count) {}

    @Schema(
            name = "CategoryPage",
            requiredProperties = {"items", "next_cursor"})
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record CategoryPageJson(
            List<CategoryJson> items, @Schema(nullable = true) @Nullable String nextCursor) {

        static CategoryPageJson of(Page<CategoryCount> page) {
            return new CategoryPageJson(
                    page.items().stream()
                            .map(c -> new CategoryJson(c.category(), c.count()))
                            .toList(),
                    page.next().map(Cursor::encode).orElse(null));
        }
    }

    @GET
    @Operation(operationId = "listCategories", summary = "Categories by name, with counts")
    public Uni<RestResponse<CategoryPageJson>> list(
            @RestQuery @Parameter(schema = @Schema(minimum = "1", maximum = "100"))
                    @Nullable Integer limit,
            @RestQuery @Parameter(description = "next_cursor of the page before")
                    @Nullable String cursor) {
        String after = PageLimit.cursor(cursor).map(CategoryResource::categoryOf).orElse(null);
        return books.categories(after, PageLimit.of(limit))
                .map(page ->
                        RestResponse.ResponseBuilder.ok(CategoryPageJson.of(page))
                                .header(HttpHeaders.CACHE_CONTROL, BookResource.PUBLIC_AND_SHORT)
                                .build());
    }

    private static String categoryOf(Cursor cursor) {
        if (cursor.parts().size() != 1 || cursor.parts().getFirst().indexOf('\u0000') >= 0) {
            throw PageLimit.badCursor();
        }
        return cursor.parts().getFirst();
    }
}
