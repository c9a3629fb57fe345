package dev.cloudshelf.catalog.http;

import dev.cloudshelf.catalog.domain.BookRow;
import dev.cloudshelf.catalog.domain.ImportItem;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads CSV (RFC 4180) with a header row, one record at a time. */
final class CsvItems implements Iterator<ImportItem> {

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final RecordGuard guard;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> header;
    private @Nullable ImportItem following;

    CsvItems(Reader text) {
        this.guard = new RecordGuard(text);
        try {
            this.parser = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get().parse(guard);
            this.records = parser.iterator();
            this.header = header(records);
            this.following = advance();
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw Problem.of(ProblemType.MALFORMED, "The CSV's header row cannot be read.");
        }
    }

    private static List<String> header(Iterator<CSVRecord> records) {
        if (!records.hasNext()) {
            throw Problem.of(ProblemType.MALFORMED, "The CSV is empty; it needs a header row.");
        }
        List<String> names = new ArrayList<>();
        for (String name : records.next()) {
            String plain =
                    name.isEmpty() || name.charAt(0) != BYTE_ORDER_MARK ? name : name.substring(1);
            names.add(plain.strip().toLowerCase(Locale.ROOT));
        }
        for (String name : names) {
            if (!BookRow.FIELDS.contains(name)) {
                throw Problem.of(
                        ProblemType.MALFORMED,
                        "The CSV has a column '%s'; known are %s."
                                .formatted(name, String.join(", ", BookRow.FIELDS)));
            }
        }
        if (!names.contains("title") || !names.contains("author")) {
            throw Problem.of(
                    ProblemType.MALFORMED, "The CSV needs at least the columns title and author.");
        }
        return names;
    }

    @Override
    public boolean hasNext() {
        return following != null;
    }

    @Override
    public ImportItem next() {
        ImportItem item = following;
        if (item == null) {
            throw new NoSuchElementException();
        }
        following = item instanceof ImportItem.Broken ? null : advance();
        return item;
    }

    private @Nullable ImportItem advance() {
        while (true) {
            long line = parser.getCurrentLineNumber() + 1;
            guard.startRecord();
            try {
                if (!records.hasNext()) {
                    return null;
                }
                CSVRecord record = records.next();
                boolean emptyLine = record.size() == 1 && record.get(0).isEmpty();
                if (!emptyLine) {
                    return item(line, record);
                }
            } catch (UncheckedIOException | IllegalStateException e) {
                return new ImportItem.Broken(
                        line, "the file is broken from here on; is a quote not closed?");
            }
        }
    }

    private ImportItem item(long line, CSVRecord record) {
        if (record.size() != header.size()) {
            return new ImportItem.Unreadable(
                    line,
                    "has %d columns where the header has %d"
                            .formatted(record.size(), header.size()));
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            fields.put(header.get(i), record.get(i));
        }
        return new ImportItem.Row(new BookRow(line, fields));
    }

    /** Stops at an endless record before it fills the memory. */
    private static final class RecordGuard extends FilterReader {
        private static final int RECORD_CHARS_MAX = 1_000_000;

        private int readChars;

        RecordGuard(Reader in) {
            super(in);
        }

        void startRecord() {
            readChars = 0;
        }

        @Override
        public int read() throws IOException {
            count(1);
            return super.read();
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(read);
            return read;
        }

        private void count(int chars) throws IOException {
            readChars += chars;
            if (readChars > RECORD_CHARS_MAX) {
                throw new IOException("A record has more than " + RECORD_CHARS_MAX + " characters");
            }
        }
    }
}
