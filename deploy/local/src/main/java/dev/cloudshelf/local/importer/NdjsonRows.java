package dev.cloudshelf.local.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows of a file with one JSON object on each line. A list of texts counts as the texts joined. */
final class NdjsonRows implements RowSource {

    /** A line longer than this is not a book. */
    private static final int LINE_CHARACTERS_MAX = 1_000_000;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final TextFile file;
    private long line;

    NdjsonRows(TextFile file) {
        this.file = file;
    }

    @Override
    public Optional<Item> next() throws BrokenFile {
        try {
            StringBuilder text = new StringBuilder();
            while (readLine(text)) {
                line++;
                if (text.length() > LINE_CHARACTERS_MAX) {
                    return Optional.of(new Item.Unreadable(line, "is too long"));
                }
                if (!text.toString().isBlank()) {
                    return Optional.of(parse(text.toString()));
                }
                text.setLength(0);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new BrokenFile(TextFile.explain(e, line + 1));
        }
    }

    /** Reads to the line's end, and keeps no more than shows that it is too long. */
    private boolean readLine(StringBuilder into) throws IOException {
        int c = file.text().read();
        if (c < 0) {
            return false;
        }
        while (c >= 0 && c != '\n') {
            if (into.length() <= LINE_CHARACTERS_MAX) {
                into.append((char) c);
            }
            c = file.text().read();
        }
        return true;
    }

    private Item parse(String text) {
        try {
            JsonNode object = JSON.readTree(text);
            if (!object.isObject()) {
                return new Item.Unreadable(line, "is not a JSON object");
            }
            Map<String, String> values = new HashMap<>();
            object.properties()
                    .forEach(member -> {
                        if (!member.getValue().isNull()) {
                            values.put(member.getKey(), text(member.getValue()));
                        }
                    });
            return new Item.Row(new SourceRow(line, values));
        } catch (JsonProcessingException e) {
            return new Item.Unreadable(line, "is not valid JSON");
        }
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(NdjsonRows::text).collect(Collectors.joining(", "));
        }
        if (value.isNumber()) {
            return value.decimalValue().toPlainString();
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    @Override
    public long bytesRead() {
        return file.bytesRead();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
