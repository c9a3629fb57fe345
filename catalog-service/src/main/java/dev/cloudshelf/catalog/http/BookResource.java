package dev.cloudshelf.catalog.http;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookQuery.Sort;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.kernel.Isbn13;
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
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Books for everybody. */
@Path("/books")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "books", description = "Finding books")
@PermitAll
public class BookResource {

    /** Stock moves with every sale: long enough to carry a rush, short enough to be true. */
    static final String PUBLIC_AND_SHORT = "public, max-age=30";

    private final BookStore books;

    public BookResource(BookStore books) {
        this.books = books;
    }

    @GET
    @Operation(
            operationId = "listBooks",
            summary = "Find books, page by page",
            description =
                    "With ids it answers exactly those of the books that there are, on one page"
                            + " and in the order of the ids.")
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
                            schema = @Schema(maxLength = BookQuery.TEXT_MAX))
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
                    @Nullable String cursor) {
        if (q != null && q.length() > BookQuery.TEXT_MAX) {
            throw Problem.invalid("q", "may have at most " + BookQuery.TEXT_MAX + " characters");
        }
        if (ids != null) {
            boolean alone =
                    !inStock
                            && Stream.of(
                                            q, category, author, language, minPrice, maxPrice, sort,
                                            limit, cursor)
                                    .allMatch(Objects::isNull);
            return exactly(ids, alone);
        }
        BookQuery first =
                new BookQuery(
                        q,
                        category,
                        author,
                        language,
                        minPrice,
                        maxPrice,
                        inStock,
                        sortOf(sort),
                        null,
                        PageLimit.of(limit));
        BookQuery query =
                PageLimit.cursor(cursor)
                        .map(c -> first.after(c).orElseThrow(PageLimit::badCursor))
                        .orElse(first);
        return books.find(query).map(page -> answer(page.orElseThrow(PageLimit::badCursor)));
    }

    private Uni<RestResponse<BookPageJson>> exactly(String ids, boolean alone) {
        if (!alone) {
            throw Problem.invalid("ids", "cannot be combined with another parameter");
        }
        return books.byIds(BookIds.of(ids)).map(all -> answer(new Page<>(all, Optional.empty())));
    }

    private static RestResponse<BookPageJson> answer(Page<Book> page) {
        return RestResponse.ResponseBuilder.ok(BookPageJson.of(page))
                .header(HttpHeaders.CACHE_CONTROL, PUBLIC_AND_SHORT)
                .build();
    }

    private static Sort sortOf(@Nullable String sort) {
        return sort == null
                ? Sort.RELEVANCE
                : Sort.of(sort)
                        .orElseThrow(() ->
                                Problem.invalid("sort", "must be one of " + Sort.wireNames()));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getBook", summary = "One book")
    @APIResponse(responseCode = "200", description = "The book, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since If-None-Match")
    public Uni<RestResponse<BookJson>> byId(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        return books.byId(id).map(book -> answer(book, ifNoneMatch));
    }

    @GET
    @Path("/isbn/{isbn}")
    @Operation(operationId = "getBookByIsbn", summary = "One book by ISBN-10 or ISBN-13")
    @APIResponse(responseCode = "200", description = "The book, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since If-None-Match")
    public Uni<RestResponse<BookJson>> byIsbn(
            @RestPath @Parameter(description = "Hyphens allowed") String isbn,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        Isbn13 parsed =
                Isbn13.parse(isbn)
                        .orElseThrow(() ->
                                Problem.invalid(
                                        "isbn",
                                        "must be an ISBN-10 or ISBN-13 with a right check"
                                                + " digit"));
        return books.byIsbn(parsed).map(book -> answer(book, ifNoneMatch));
    }

    private static RestResponse<BookJson> answer(
            Optional<Book> found, @Nullable String ifNoneMatch) {
        Book book = found.orElseThrow(() -> Problem.notFound("book"));
        BookTag tag = BookTag.of(book);
        var response =
                tag.isAmong(ifNoneMatch)
                        ? RestResponse.ResponseBuilder.<BookJson>create(304)
                        : RestResponse.ResponseBuilder.ok(BookJson.of(book));
        return response.header(HttpHeaders.ETAG, tag.toString())
                .header(HttpHeaders.CACHE_CONTROL, PUBLIC_AND_SHORT)
                .build();
    }
}
