package dev.cloudshelf.local.importer;

import dev.cloudshelf.local.Refusal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the options come to for one file.
 *
 * @param filter value by column that a row must have
 * @param defaults query parameters of the import
 */
record ImportPlan(BookFields fields, Map<String, String> filter, Map<String, String> defaults) {

    /**
     * @param columns of a CSV file; empty for NDJSON, whose rows may each have others
     */
    static ImportPlan of(ImportOptions options, Optional<List<String>> columns) {
        Optional<Preset> preset = options.preset().map(Preset.ALL::get);
        Map<String, Function<SourceRow, String>> readers =
                preset.map(Preset::readers).map(HashMap::new).orElseGet(ImportPlan::byOwnNames);
        options.columns()
                .forEach((field, column) -> {
                    if (column.isEmpty()) {
                        readers.remove(field);
                    } else {
                        requireColumn(column, columns);
                        readers.put(field, row -> row.get(column));
                    }
                });
        Optional<String> key = options.key().or(() -> preset.map(Preset::key));
        key.ifPresent(column -> requireColumn(column, columns));
        Map<String, String> filter =
                new LinkedHashMap<>(preset.map(Preset::filter).orElseGet(Map::of));
        filter.putAll(options.filter());
        filter.keySet().forEach(column -> requireColumn(column, columns));
        Map<String, String> defaults =
                new LinkedHashMap<>(preset.map(Preset::defaults).orElseGet(Map::of));
        defaults.putAll(options.defaults());
        return new ImportPlan(new BookFields(readers, key, source(options)), filter, defaults);
    }

    private static HashMap<String, Function<SourceRow, String>> byOwnNames() {
        HashMap<String, Function<SourceRow, String>> readers = new HashMap<>();
        BookFields.NAMES.forEach(name -> readers.put(name, row -> row.get(name)));
        return readers;
    }

    private static void requireColumn(String column, Optional<List<String>> columns) {
        if (columns.isPresent() && !columns.get().contains(column)) {
            throw Refusal.usage(
                    "The file has no column '%s'; it has %s."
                            .formatted(column, String.join(", ", columns.get())));
        }
    }

    /** Another copy of a well-known file is still the same source. */
    private static String source(ImportOptions options) {
        String name = String.valueOf(options.file().getFileName());
        return options.preset().orElse(name.replaceFirst("\\.[^.]*$", ""));
    }

    boolean takes(SourceRow row) {
        return filter.entrySet().stream()
                .allMatch(wanted -> row.get(wanted.getKey()).equals(wanted.getValue()));
    }
}
