package dev.cloudshelf.catalog.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.catalog.domain.StockChange;
import dev.cloudshelf.kernel.Caller;
import dev.cloudshelf.kernel.access.CurrentAccess;
import dev.cloudshelf.kernel.http.Callers;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The stock of a book, for administrators. */
@Path("/books/{id}/stock")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "stock", description = "Copies on hand")
@RolesAllowed(Caller.Role.ADMIN_NAME)
@CurrentAccess
public class StockResource {

    static final ProblemType STOCK_OUT_OF_RANGE =
            new ProblemType("stock-out-of-range", "There are not that many copies", 409);

    static final ProblemType STOCK_LIMIT =
            new ProblemType("stock-limit", "A book has at most 9,999,999 copies", 422);

    private final BookStore books;
    private final Clock clock;
    private final AdminChanges changes;

    public StockResource(BookStore books, Clock clock, AdminChanges changes) {
        this.books = books;
        this.clock = clock;
        this.changes = changes;
    }

    /** Either a new count, or a difference to the current one. */
    @Schema(name = "StockUpdate")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record StockUpdateJson(
            @Schema(description = "Sets the count; needs If-Match") @Min(0) @Max(Book.STOCK_MAX)
                    @Nullable Integer stockQuantity,
            @Schema(description = "Adds to the count, or takes away where negative")
                    @Min(-Book.STOCK_MAX)
                    @Max(Book.STOCK_MAX)
                    @Nullable Integer delta) {}

    @PUT
    @Operation(
            operationId = "putStock",
            summary = "Set or change how many copies are on hand",
            description =
                    "An absolute count needs If-Match, because sales may have changed it since it"
                            + " was read; a delta holds whatever happened meanwhile.")
    @APIResponse(responseCode = "200", description = "The book with its new stock and ETag")
    public Uni<RestResponse<BookJson>> put(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "ETag of the book; required with stock_quantity")
                    @Nullable String ifMatch,
            @Valid @NotNull StockUpdateJson body,
            @Context SecurityContext security) {
        Integer quantity = body.stockQuantity();
        Integer delta = body.delta();
        Edit edit = edit(security);
        if (quantity != null && delta == null) {
            return books.setStock(id, quantity, BookTag.expected(ifMatch), edit)
                    .map(StockResource::response)
                    .invoke(() -> changes.record(edit, id, "stock"));
        }
        if (delta != null && quantity == null) {
            return books.addStock(id, delta, edit)
                    .map(change -> added(change, delta))
                    .invoke(() -> changes.record(edit, id, "stock"));
        }
        throw Problem.invalid("stock_quantity", "or delta must be given, and not both");
    }

    private Edit edit(SecurityContext security) {
        return new Edit(Callers.of(security).id(), clock.instant());
    }

    private static RestResponse<BookJson> added(StockChange change, int delta) {
        if (delta > 0 && change instanceof StockChange.OutOfRange(int onHand)) {
            throw Problem.of(
                            STOCK_LIMIT,
                            "With %d copies on hand, %d more are beyond it; nothing was added."
                                    .formatted(onHand, delta))
                    .with("stock_quantity", onHand)
                    .with("stock_quantity_max", Book.STOCK_MAX);
        }
        return response(change);
    }

    private static RestResponse<BookJson> response(StockChange change) {
        return switch (change) {
            case StockChange.Changed(Book book) -> BookResponses.ok(book);
            case StockChange.NoSuchBook() -> throw Problem.notFound("book");
            case StockChange.Stale() -> throw BookTag.stale();
            case StockChange.OutOfRange(int onHand) ->
                    throw Problem.of(
                                    STOCK_OUT_OF_RANGE,
                                    "There are %d copies on hand.".formatted(onHand))
                            .with("stock_quantity", onHand);
        };
    }
}
