package dev.cloudshelf.catalog.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.catalog.ImportBooks;
import dev.cloudshelf.catalog.domain.BookRow;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.ImportItem;
import dev.cloudshelf.catalog.domain.ImportReport;
import dev.cloudshelf.kernel.Caller;
import dev.cloudshelf.kernel.access.CurrentAccess;
import dev.cloudshelf.kernel.http.Callers;
import dev.cloudshelf.kernel.http.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Import of books from a file, for administrators. */
@Path("/books/import")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "import", description = "Books by the file")
@RolesAllowed(Caller.Role.ADMIN_NAME)
@CurrentAccess
public class ImportResource {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final ImportBooks importBooks;
    private final ObjectMapper json;
    private final AdminChanges changes;

    public ImportResource(ImportBooks importBooks, ObjectMapper json, AdminChanges changes) {
        this.importBooks = importBooks;
        this.json = json;
        this.changes = changes;
    }

    @Schema(
            name = "ImportReport",
            requiredProperties = {
                "created",
                "updated",
                "unchanged",
                "rejected_count",
                "rejected",
                "complete"
            })
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ImportReportJson(
            long created,
            long updated,
            long unchanged,
            long rejectedCount,
            @Schema(description = "The first 10,000 of them, in file order")
                    List<RejectedJson> rejected,
            @Schema(description = "False when the file could not be read to its end")
                    boolean complete) {

        static ImportReportJson of(ImportReport report) {
            return new ImportReportJson(
                    report.created(),
                    report.updated(),
                    report.unchanged(),
                    report.rejectedCount(),
                    report.rejected().stream()
                            .map(row -> new RejectedJson(row.line(), row.reason()))
                            .toList(),
                    report.complete());
        }
    }

    @Schema(
            name = "RejectedRow",
            requiredProperties = {"line", "reason"})
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record RejectedJson(
            @Schema(description = "Where the row begins; the first line is 1") long line,
            String reason) {}

    @POST
    @Consumes({CSV, NDJSON})
    @RunOnVirtualThread
    @Operation(
            operationId = "importBooks",
            summary = "Create and update books from CSV or NDJSON",
            description =
                    "Streamed. CSV has a header row; both take the fields title, author, isbn,"
                            + " price, category, description, image_url, language, published_year,"
                            + " average_rating, ratings_count, stock_quantity and import_key. A row is"
                            + " the same book as one that is there when the import_key is the same,"
                            + " else the ISBN, else title and author. A field that a row lacks keeps"
                            + " its value; stock_quantity is taken for new books only. What the report"
                            + " counts is committed, and the same file again changes nothing.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = CSV,
                        schema =
                                @Schema(
                                        type =
                                                org.eclipse.microprofile.openapi.annotations.enums
                                                        .SchemaType.STRING)),
                @Content(
                        mediaType = NDJSON,
                        schema =
                                @Schema(
                                        type =
                                                org.eclipse.microprofile.openapi.annotations.enums
                                                        .SchemaType.STRING))
            })
    public ImportReportJson importBooks(
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @RestQuery("default_price")
                    @Parameter(description = "For new books whose row has no price")
                    @Nullable String defaultPrice,
            @RestQuery("default_stock_quantity")
                    @Parameter(
                            description = "For new books whose row has no stock_quantity; else 0")
                    @Nullable String defaultStockQuantity,
            @RestQuery("default_category")
                    @Parameter(description = "For new books whose row has no category")
                    @Nullable String defaultCategory,
            @Context SecurityContext security) {
        ImportDefaults defaults = defaults(defaultPrice, defaultStockQuantity, defaultCategory);
        Reader text = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        Iterator<ImportItem> items =
                contentType.toLowerCase(Locale.ROOT).startsWith(CSV)
                        ? new CsvItems(text)
                        : new NdjsonItems(text, json);
        String by = Callers.of(security).id();
        try {
            return ImportReportJson.of(importBooks.run(items, defaults, by));
        } finally {
            // Batches that were saved before a failure stay saved.
            changes.recordImport(by);
        }
    }

    /** Parses the defaults like the fields of a row, because the same rules apply. */
    private static ImportDefaults defaults(
            @Nullable String price, @Nullable String stockQuantity, @Nullable String category) {
        Map<String, String> fields = new HashMap<>(Map.of("title", "-", "author", "-"));
        putIfPresent(fields, "price", price);
        putIfPresent(fields, "stock_quantity", stockQuantity);
        putIfPresent(fields, "category", category);
        return switch (new BookRow(0, fields).parse()) {
            case BookRow.ParseResult.Parsed(var draft) ->
                    new ImportDefaults(draft.price(), draft.stockQuantity(), draft.category());
            case BookRow.ParseResult.Invalid(String reason) ->
                    throw Problem.invalid(
                            "default_" + reason.substring(0, reason.indexOf(' ')), reason);
        };
    }

    private static void putIfPresent(
            Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
