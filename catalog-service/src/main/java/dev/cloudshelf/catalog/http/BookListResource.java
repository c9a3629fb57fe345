package dev.cloudshelf.catalog.http;

import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookQuery.Sort;
import dev.cloudshelf.catalog.domain.BookRow;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.kernel.Page;
import dev.cloudshelf.kernel.http.PageLimit;
import dev.cloudshelf.kernel.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Search for books, public. */
@Path("/books")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "books", description = "Finding books")
@PermitAll
public class BookListResource {

    private final BookStore books;

    public BookListResource(BookStore books) {
        this.books = books;
    }

    @GET
    @Operation(
            operationId = "listBooks",
            summary = "Find books, page by page",
            description =
                    "With ids it answers exactly those of the books that there are, on one page"
                            + " and in the order of the ids. Text that finds little also finds what is"
                            + " spelt nearly like it.")
    @APIResponse(responseCode = "200", description = "One page, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since If-None-Match")
    public Uni<RestResponse<BookPageJson>> list(
            @RestQuery
                    @Parameter(
                            description =
                                    "At most 100 ids with commas between them; goes with no other"
                                            + " parameter")
                    @Nullable String ids,
            @RestQuery
                    @Parameter(
                            description =
                                    "Full text in title, author, category and description; quotes,"
                                            + " minus and or work as in a web search",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            maxLength = BookQuery.TEXT_MAX))
                    @Nullable String q,
            @RestQuery @Nullable String category,
            @RestQuery @Parameter(description = "Part of the author's name")
                    @Nullable String author,
            @RestQuery @Parameter(description = "ISO 639") @Nullable String language,
            @RestQuery("min_price") @Nullable BigDecimal minPrice,
            @RestQuery("max_price") @Nullable BigDecimal maxPrice,
            @RestQuery("in_stock") @DefaultValue("false") boolean inStock,
            @RestQuery
                    @Parameter(
                            description = "relevance with q, else title",
                            schema =
                                    @Schema(
                                            enumeration = {
                                                "relevance",
                                                "title",
                                                "price",
                                                "-price",
                                                "newest",
                                                "bestselling",
                                                "rating"
                                            }))
                    @Nullable String sort,
            @RestQuery @Parameter(schema = @Schema(minimum = "1", maximum = "100"))
                    @Nullable Integer limit,
            @RestQuery @Parameter(description = "next_cursor of the page before")
                    @Nullable String cursor,
            @RestQuery
                    @Parameter(description = "Adds counts by category, language and price band")
                    @DefaultValue("false")
                    boolean facets,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        checkText(q);
        if (ids != null) {
            boolean alone =
                    !inStock
                            && !facets
                            && Stream.of(
                                            q, category, author, language, minPrice, maxPrice, sort,
                                            limit, cursor)
                                    .allMatch(Objects::isNull);
            return byIds(ids, alone, ifNoneMatch);
        }
        BookQuery first =
                new BookQuery(
                        q,
                        category,
                        author,
                        language,
                        price("min_price", minPrice),
                        price("max_price", maxPrice),
                        inStock,
                        sortOf(sort),
                        null,
                        PageLimit.of(limit));
        books.capability()
                .unsupported(first, facets)
                .ifPresent(unsupported -> {
                    throw Problem.beyondPhase(unsupported.parameter(), unsupported.supported());
                });
        BookQuery query =
                PageLimit.cursor(cursor)
                        .map(c -> first.after(c).orElseThrow(PageLimit::badCursor))
                        .orElse(first);
        return books.find(query)
                .map(page -> page.orElseThrow(PageLimit::badCursor))
                .chain(page ->
                        facets
                                ? books.facets(query)
                                        .map(counts ->
                                                PageTag.response(
                                                        page,
                                                        counts.orElseThrow(PageLimit::badCursor),
                                                        ifNoneMatch))
                                : Uni.createFrom().item(PageTag.response(page, null, ifNoneMatch)));
    }

    private Uni<RestResponse<BookPageJson>> byIds(
            String ids, boolean alone, @Nullable String ifNoneMatch) {
        if (!alone) {
            throw Problem.invalid("ids", "cannot be combined with another parameter");
        }
        return books.byIds(BookIds.of(ids))
                .map(all -> PageTag.response(new Page<>(all, Optional.empty()), null, ifNoneMatch));
    }

    @GET
    @Path("/suggestions")
    @Operation(
            operationId = "suggestBooks",
            summary = "Titles and authors for what is being typed",
            description = "At most 10; each has a word that begins like the last one typed.")
    public Uni<RestResponse<SuggestionsJson>> suggestions(
            @RestQuery
                    @Parameter(
                            required = true,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            maxLength = BookQuery.TEXT_MAX))
                    @Nullable String q) {
        if (q == null) {
            throw Problem.invalid("q", "must be given");
        }
        checkText(q);
        // PostgreSQL does not accept NUL in a text.
        return books.suggestions(q.replace('\u0000', ' '))
                .map(found ->
                        RestResponse.ResponseBuilder.ok(SuggestionsJson.of(found))
                                .header(HttpHeaders.CACHE_CONTROL, BookResource.PUBLIC_AND_SHORT)
                                .build());
    }

    private static void checkText(@Nullable String q) {
        if (q != null && q.codePointCount(0, q.length()) > BookQuery.TEXT_MAX) {
            throw Problem.invalid("q", "may have at most " + BookQuery.TEXT_MAX + " characters");
        }
    }

    private static @Nullable BigDecimal price(String field, @Nullable BigDecimal price) {
        if (price != null && (price.signum() < 0 || price.compareTo(BookRow.PRICE_MAX) > 0)) {
            throw Problem.invalid(field, "must be between 0 and " + BookRow.PRICE_MAX);
        }
        return price;
    }

    private static Sort sortOf(@Nullable String sort) {
        return sort == null
                ? Sort.RELEVANCE
                : Sort.of(sort)
                        .orElseThrow(() ->
                                Problem.invalid("sort", "must be one of " + Sort.wireNames()));
    }
}
