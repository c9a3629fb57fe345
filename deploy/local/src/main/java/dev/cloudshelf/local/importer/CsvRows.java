package dev.cloudshelf.local.importer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of a CSV file (RFC 4180) with a header; a quoted value may run over several lines. */
final class CsvRows implements RowSource {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

    private final TextFile file;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> columns;

    /** Whether an earlier import wrote it, of rows that it rejected. */
    private final boolean ours;

    private CsvRows(TextFile file) throws IOException, BrokenFile {
        this.file = file;
        this.parser = CSVParser.builder().setFormat(FORMAT).setReader(file.text()).get();
        this.records = parser.iterator();
        this.columns = header();
        this.ours = SpreadsheetCell.isRejectedRows(columns);
    }

    static CsvRows of(TextFile file) throws IOException, BrokenFile {
        return new CsvRows(file);
    }

    List<String> columns() {
        return columns;
    }

    private List<String> header() throws BrokenFile {
        CSVRecord first =
                read(1).orElseThrow(() -> new BrokenFile("The file is empty: it has no header."));
        List<String> names = first.stream().map(String::strip).toList();
        if (new HashSet<>(names).size() < names.size()) {
            throw new BrokenFile("The header names a column twice: " + String.join(", ", names));
        }
        return names;
    }

    @Override
    public Optional<Item> next() throws BrokenFile {
        while (true) {
            long line = parser.getCurrentLineNumber() + 1;
            Optional<CSVRecord> read = read(line);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            CSVRecord values = read.get();
            if (!isBlank(values)) {
                return Optional.of(row(line, values));
            }
        }
    }

    private Optional<CSVRecord> read(long line) throws BrokenFile {
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (UncheckedIOException e) {
            throw new BrokenFile(TextFile.explain(Objects.requireNonNull(e.getCause()), line));
        }
    }

    private static boolean isBlank(CSVRecord values) {
        return values.size() == 1 && values.get(0).isBlank();
    }

    private Item row(long line, CSVRecord values) {
        if (values.size() != columns.size()) {
            return new Item.Unreadable(
                    line,
                    "has %d values, and the header %d columns"
                            .formatted(values.size(), columns.size()));
        }
        Map<String, String> byColumn = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String cell = values.get(i);
            byColumn.put(columns.get(i), ours ? SpreadsheetCell.read(cell) : cell);
        }
        return new Item.Row(new SourceRow(line, byColumn));
    }

    @Override
    public long bytesRead() {
        return file.bytesRead();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
