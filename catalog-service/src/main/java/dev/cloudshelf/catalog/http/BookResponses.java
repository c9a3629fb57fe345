package dev.cloudshelf.catalog.http;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookChange;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Turns the outcome of a change into a response: the book with its new ETag, or the problem. */
final class BookResponses {

    static final ProblemType ISBN_TAKEN =
            new ProblemType("isbn-taken", "Another book has this ISBN", 409);
    static final ProblemType BOOK_RESERVED =
            new ProblemType("book-reserved", "Copies are held for open orders", 409);

    private BookResponses() {}

    static RestResponse<BookJson> ok(BookChange change) {
        return ok(done(change));
    }

    static RestResponse<BookJson> ok(Book book) {
        return response(ResponseBuilder.create(200), book);
    }

    static RestResponse<BookJson> created(BookChange change) {
        Book book = done(change);
        ResponseBuilder<BookJson> response = ResponseBuilder.create(201);
        return response(response.header(HttpHeaders.LOCATION, "/books/" + book.id()), book);
    }

    static RestResponse<Void> deleted(BookChange change) {
        if (!(change instanceof BookChange.Deleted)) {
            throw rejection(change);
        }
        return RestResponse.noContent();
    }

    private static RestResponse<BookJson> response(ResponseBuilder<BookJson> response, Book book) {
        return response.entity(BookJson.of(book))
                .header(HttpHeaders.ETAG, BookTag.of(book).toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Book done(BookChange change) {
        if (change instanceof BookChange.Done(Book book)) {
            return book;
        }
        throw rejection(change);
    }

    private static Problem rejection(BookChange change) {
        return switch (change) {
            case BookChange.NoSuchBook() -> Problem.notFound("book");
            case BookChange.Stale() -> BookTag.stale();
            case BookChange.IsbnTaken() ->
                    Problem.of(
                            ISBN_TAKEN, "Look for it by its ISBN, and change that book instead.");
            case BookChange.Held() ->
                    Problem.of(
                            BOOK_RESERVED,
                            "Set its stock to 0 and delete it once these orders are settled.");
            case BookChange.Done _, BookChange.Deleted _ ->
                    throw new IllegalStateException("not a refusal: " + change);
        };
    }
}
