package dev.cloudshelf.order.http;

import dev.cloudshelf.kernel.Caller;
import dev.cloudshelf.kernel.access.CurrentAccess;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.order.domain.SalesQuery;
import dev.cloudshelf.order.domain.SalesQuery.By;
import dev.cloudshelf.order.domain.SalesReports;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What was sold, for those who run the shop. */
@Path("/reports")
@Tag(name = "reports", description = "What was sold")
@RolesAllowed(Caller.Role.ADMIN_NAME)
public class ReportResource {

    private static final int ROWS_DEFAULT = 100;

    private final SalesReports reports;

    ReportResource(SalesReports reports) {
        this.reports = reports;
    }

    @GET
    @CurrentAccess(beside = true)
    @Path("/sales")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reportSales",
            summary = "What was sold by day, month, category or book",
            description =
                    "As JSON, or with Accept: text/csv as a table. Cancelled orders are left out;"
                            + " an order counts on the day on which it was confirmed, in time_zone.")
    @APIResponse(
            responseCode = "200",
            description = "The report",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = SalesReportJson.class)),
                @Content(
                        mediaType = SalesReportCsv.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<RestResponse<SalesReportJson>> sales(
            @Parameter(
                            description = "The first day",
                            required = true,
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @RestQuery
                    @Nullable String from,
            @Parameter(
                            description =
                                    "The last day, itself included; at most ten years after the"
                                            + " first",
                            required = true,
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @RestQuery
                    @Nullable String to,
            @Parameter(
                            description = "What a row stands for",
                            required = true,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"day", "month", "category", "book"}))
                    @RestQuery
                    @Nullable String by,
            @Parameter(
                            description = "Whose days: an IANA name such as Europe/Berlin",
                            schema = @Schema(type = SchemaType.STRING, defaultValue = "UTC"))
                    @RestQuery("time_zone")
                    @Nullable String timeZone,
            @Parameter(
                            description = "How many categories or books at most",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    @RestQuery
                    @Nullable Integer limit) {
        return report(query(from, to, by, timeZone, limit)).map(report -> answer(report).build());
    }

    /** The same as a table. It is part of the operation above in the definition. */
    @GET
    @CurrentAccess(beside = true)
    @Path("/sales")
    @Produces(SalesReportCsv.MEDIA_TYPE + ";charset=UTF-8")
    @Operation(hidden = true)
    public Uni<RestResponse<String>> salesTable(
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String by,
            @RestQuery("time_zone") @Nullable String timeZone,
            @RestQuery @Nullable Integer limit) {
        return report(query(from, to, by, timeZone, limit))
                .map(report ->
                        answer(SalesReportCsv.write(report))
                                .header(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        SalesReportCsv.contentDisposition(report))
                                .build());
    }

    private Uni<SalesReportJson> report(SalesQuery query) {
        reports.capability()
                .beyond(query)
                .ifPresent(beyond -> {
                    throw Problem.beyondPhase(beyond.parameter(), beyond.taken());
                });
        return reports.sales(query).map(report -> SalesReportJson.of(report, query));
    }

    private static <T> RestResponse.ResponseBuilder<T> answer(T entity) {
        return RestResponse.ResponseBuilder.ok(entity)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    private static SalesQuery query(
            @Nullable String from,
            @Nullable String to,
            @Nullable String by,
            @Nullable String timeZone,
            @Nullable Integer limit) {
        SalesQuery query =
                new SalesQuery(
                        date("from", from), date("to", to), by(by), zone(timeZone), rows(limit));
        if (query.days() < 1) {
            throw Problem.invalid("to", "must not be before from");
        }
        if (query.days() > SalesQuery.DAYS_MAX) {
            throw Problem.invalid(
                    "to", "must be less than %d days after from".formatted(SalesQuery.DAYS_MAX));
        }
        return query;
    }

    private static LocalDate date(String field, @Nullable String value) {
        try {
            LocalDate date = LocalDate.parse(value == null ? "" : value);
            if (date.getYear() >= 1900 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeParseException notADate) {
            // Told below, as years that no order can be of.
        }
        throw Problem.invalid(field, "must be a day such as 2026-11-20");
    }

    private static By by(@Nullable String name) {
        return By.of(name == null ? "" : name)
                .orElseThrow(
                        () -> Problem.invalid("by", "must be one of day, month, category, book"));
    }

    private static ZoneId zone(@Nullable String name) {
        return SalesQuery.zone(name == null ? "UTC" : name)
                .orElseThrow(() ->
                        Problem.invalid(
                                "time_zone", "must be an IANA name such as Europe/Berlin or UTC"));
    }

    private static int rows(@Nullable Integer limit) {
        int rows = limit == null ? ROWS_DEFAULT : limit;
        if (rows < 1 || rows > SalesQuery.ROWS_MAX) {
            throw Problem.invalid(
                    "limit", "must be between 1 and %d".formatted(SalesQuery.ROWS_MAX));
        }
        return rows;
    }
}
