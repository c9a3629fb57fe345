package dev.cloudshelf.catalog.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.catalog.domain.BookRow;
import dev.cloudshelf.catalog.domain.ImportItem;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads newline-delimited JSON, one object with flat fields per line. */
final class NdjsonItems implements Iterator<ImportItem> {

    private static final int LINE_CHARS_MAX = 65_536;

    private final Reader text;
    private final ObjectMapper json;
    private long line;
    private @Nullable ImportItem following;

    NdjsonItems(Reader text, ObjectMapper json) {
        this.text = text;
        this.json = json;
        this.following = advance();
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
        try {
            while (true) {
                StringBuilder content = new StringBuilder();
                boolean ended = readLine(content);
                if (ended && content.isEmpty()) {
                    return null;
                }
                line++;
                if (content.length() > LINE_CHARS_MAX) {
                    return new ImportItem.Unreadable(
                            line, "has more than " + LINE_CHARS_MAX + " characters");
                }
                if (!content.toString().isBlank()) {
                    return parse(content.toString());
                }
            }
        } catch (IOException e) {
            return new ImportItem.Broken(line + 1, "the rest of the file did not arrive");
        }
    }

    /** Reads to the end of the line, but keeps only enough to see that it is too long. */
    private boolean readLine(StringBuilder content) throws IOException {
        int c = text.read();
        while (c >= 0 && c != '\n') {
            if (content.length() <= LINE_CHARS_MAX) {
                content.append((char) c);
            }
            c = text.read();
        }
        return c < 0;
    }

    private ImportItem parse(String content) {
        JsonNode node;
        try {
            node = json.readTree(content);
        } catch (JsonProcessingException e) {
            return new ImportItem.Unreadable(line, "is not valid JSON");
        }
        if (!node.isObject()) {
            return new ImportItem.Unreadable(line, "is not a JSON object");
        }
        Map<String, String> fields = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!BookRow.FIELDS.contains(field.getKey())) {
                return new ImportItem.Unreadable(
                        line, "has an unknown field '" + field.getKey() + "'");
            }
            JsonNode value = field.getValue();
            if (value.isContainerNode() || value.isBoolean()) {
                return new ImportItem.Unreadable(
                        line, field.getKey() + " is neither a text nor a number");
            }
            if (!value.isNull()) {
                fields.put(field.getKey(), value.asText());
            }
        }
        return new ImportItem.Row(new BookRow(line, fields));
    }
}
