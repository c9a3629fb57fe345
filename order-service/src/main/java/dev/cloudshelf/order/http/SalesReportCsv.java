package dev.cloudshelf.order.http;

import dev.cloudshelf.kernel.SpreadsheetText;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * A sales report as a table for a spreadsheet (RFC 4180, one header line). It has the rows only: a
 * total among them would be added to them. A name that a spreadsheet would take for a formula is
 * written as a text.
 */
final class SalesReportCsv {

    static final String MEDIA_TYPE = "text/csv";

    private SalesReportCsv() {}

    static String contentDisposition(SalesReportJson report) {
        return "attachment; filename=\"sales-by-%s-%s-%s.csv\""
                .formatted(report.by(), report.from(), report.to());
    }

    static String write(SalesReportJson report) {
        StringBuilder table = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(table, CSVFormat.RFC4180)) {
            boolean ofBooks = report.by().equals("book");
            if (ofBooks) {
                csv.printRecord("book_id", "title", "orders", "copies", "revenue");
            } else {
                csv.printRecord(report.by(), "orders", "copies", "revenue");
            }
            for (SalesReportJson.Row row : report.rows()) {
                csv.print(cell(row.key()));
                if (ofBooks) {
                    csv.print(cell(row.title()));
                }
                csv.printRecord(row.orders(), row.copies(), row.revenue().toPlainString());
            }
        } catch (IOException impossible) {
            // A string builder takes everything.
            throw new UncheckedIOException(impossible);
        }
        return table.toString();
    }

    private static @Nullable String cell(@Nullable String text) {
        return text == null ? null : SpreadsheetText.safe(text);
    }
}
