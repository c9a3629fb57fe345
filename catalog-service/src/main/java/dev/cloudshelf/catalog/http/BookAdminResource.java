package dev.cloudshelf.catalog.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.kernel.Caller;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.access.CurrentAccess;
import dev.cloudshelf.kernel.http.Callers;
import dev.cloudshelf.kernel.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Single books, for administrators. Every change is written to the audit log. */
@Path("/books")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "administration", description = "Keeping the catalogue")
@RolesAllowed(Caller.Role.ADMIN_NAME)
@CurrentAccess
public class BookAdminResource {

    private static final String PATCH_SHAPE =
            "Any of the fields of BookInput; null empties one that may be empty";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final BookStore books;
    private final Ids ids;
    private final Clock clock;
    private final AdminChanges changes;

    public BookAdminResource(BookStore books, Ids ids, Clock clock, AdminChanges changes) {
        this.books = books;
        this.ids = ids;
        this.clock = clock;
        this.changes = changes;
    }

    @POST
    @Operation(operationId = "createBook", summary = "Add a book")
    @APIResponse(
            responseCode = "201",
            description = "The book, with its ETag",
            headers =
                    @Header(
                            name = HttpHeaders.LOCATION,
                            description = "The book",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = BookJson.class)))
    public Uni<RestResponse<BookJson>> create(
            @NotNull BookInputJson body, @Context SecurityContext security) {
        BookDraft draft = BookInput.draft(body.fields());
        UUID id = ids.next();
        Edit edit = edit(security);
        return books.create(id, draft, edit)
                .map(BookResponses::created)
                .invoke(() -> changes.record(edit, id, "created"));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            operationId = "replaceBook",
            summary = "Give a book all of its values anew",
            description = "What is left out is empty afterwards, but for the stock, which stays.")
    @APIResponse(responseCode = "200", description = "The book, with its new ETag")
    public Uni<RestResponse<BookJson>> replace(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "ETag of the book; required")
                    @Nullable String ifMatch,
            @NotNull BookInputJson body,
            @Context SecurityContext security) {
        OptionalLong version = BookTag.expected(ifMatch);
        BookDraft draft = BookInput.draft(body.fields());
        Edit edit = edit(security);
        return books.replace(id, draft, version, edit)
                .map(BookResponses::ok)
                .invoke(() -> changes.record(edit, id, "changed"));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchBook",
            summary = "Change some values of a book",
            description = "JSON merge patch (RFC 7396): null empties a field.")
    @APIResponse(responseCode = "200", description = "The book, with its new ETag")
    public Uni<RestResponse<BookJson>> patch(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "ETag of the book; required")
                    @Nullable String ifMatch,
            @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MERGE_PATCH,
                                        schema =
                                                @Schema(
                                                        type = SchemaType.OBJECT,
                                                        description = PATCH_SHAPE)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema =
                                                @Schema(
                                                        type = SchemaType.OBJECT,
                                                        description = PATCH_SHAPE))
                            })
                    @Nullable JsonNode body,
            @Context SecurityContext security) {
        OptionalLong version = BookTag.expected(ifMatch);
        Edit edit = edit(security);
        return books.byId(id)
                .map(found -> found.orElseThrow(() -> Problem.notFound("book")))
                .chain(book -> {
                    if (version.isPresent() && version.getAsLong() != book.version()) {
                        throw BookTag.stale();
                    }
                    BookDraft draft = BookInput.draft(BookInput.patched(book, body));
                    // Based on the version that was read: a patch must not undo a concurrent
                    // change.
                    OptionalLong read = OptionalLong.of(book.version());
                    return books.replace(id, draft, read, edit);
                })
                .map(BookResponses::ok)
                .invoke(() -> changes.record(edit, id, "changed"));
    }

    @DELETE
    @Path("/{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "deleteBook",
            summary = "Take a book out of the catalogue",
            description = "Refused while copies are held for orders that are not confirmed yet.")
    @APIResponse(responseCode = "204", description = "The book is gone; orders keep what they say")
    public Uni<RestResponse<Void>> delete(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "ETag of the book; required")
                    @Nullable String ifMatch,
            @Context SecurityContext security) {
        Edit edit = edit(security);
        return books.delete(id, BookTag.expected(ifMatch), edit)
                .map(BookResponses::deleted)
                .invoke(() -> changes.record(edit, id, "deleted"));
    }

    private Edit edit(SecurityContext security) {
        return new Edit(Callers.of(security).id(), clock.instant());
    }
}
