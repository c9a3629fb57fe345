package dev.cloudshelf.catalog.http;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.kernel.Isbn13;
import dev.cloudshelf.kernel.Page;
import dev.cloudshelf.kernel.http.Problem;
import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Single books, public. They are not compressed, because they are too small for that to pay off.
 */
@Path("/books")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "books", description = "Finding books")
@PermitAll
public class BookResource {

    /** Long enough to carry a rush, and short enough for stock that changes with every sale. */
    static final String PUBLIC_AND_SHORT = "public, max-age=30";

    private static final int RELATED = 10;

    private final BookStore books;

    public BookResource(BookStore books) {
        this.books = books;
    }

    @GET
    @Path("/{id}")
    @Uncompressed
    @Operation(operationId = "getBook", summary = "One book")
    @APIResponse(responseCode = "200", description = "The book, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since If-None-Match")
    public Uni<RestResponse<BookJson>> byId(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        return books.byId(id).map(book -> response(book, ifNoneMatch));
    }

    @GET
    @Path("/isbn/{isbn}")
    @Uncompressed
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
        return books.byIsbn(parsed).map(book -> response(book, ifNoneMatch));
    }

    @GET
    @Path("/{id}/related")
    @Operation(
            operationId = "listRelatedBooks",
            summary = "Books for whoever likes this one",
            description =
                    "At most 10: some by the same authors, then popular ones of the same category.")
    @APIResponse(responseCode = "200", description = "One page, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since If-None-Match")
    public Uni<RestResponse<BookPageJson>> related(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        return books.related(id, RELATED)
                .map(found -> found.orElseThrow(() -> Problem.notFound("book")))
                .map(related ->
                        PageTag.response(new Page<>(related, Optional.empty()), null, ifNoneMatch));
    }

    private static RestResponse<BookJson> response(
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
