package dev.cloudshelf.local.importer;

import dev.cloudshelf.local.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the command line says.
 *
 * @param columns column by field; an empty one leaves the field out
 * @param defaults for new books whose row says nothing
 * @param filter value by column that a row must have to be taken
 * @param key the column that tells rows apart
 * @param preset its name
 * @param url of the gateway
 */
record ImportOptions(
        Path file,
        Map<String, String> columns,
        Map<String, String> defaults,
        Map<String, String> filter,
        Optional<String> key,
        Optional<String> preset,
        Optional<String> url) {

    static final Set<String> DEFAULTED =
            new TreeSet<>(List.of("category", "price", "stock_quantity"));

    static final String USAGE =
            """
            Usage: ./cloudshelf import FILE [options]

              --preset NAME           how to read a well-known file: goodbooks or gutenberg
              --map FIELD=COLUMN,...  which column is which field; columns that are called like a field
                                      need no mention, and FIELD= leaves a field out
              --default FIELD=VALUE,...
                                      for new books whose row lacks it: price, stock_quantity, category
              --where COLUMN=VALUE    takes only rows with that value; the others are skipped
              --key COLUMN            what tells a row from all others of the file, so that a book is found
                                      again although its title or ISBN has changed
              --url URL               the gateway; else the one that ./cloudshelf up has started

            FILE is CSV with a header, or NDJSON, in UTF-8. Fields: title, author, isbn, price, category,
            description, image_url, language, published_year, average_rating, ratings_count, stock_quantity.
            The same file again changes nothing. Signs in as CLOUDSHELF_EMAIL with CLOUDSHELF_PASSWORD, or as
            the administrator of the local run. Exit code 0: everything was sent; rows that the catalogue
            rejected are listed. 1: it was not. 2: the command line makes no sense.
            """;

    static ImportOptions of(List<String> arguments) {
        Map<String, String> columns = new LinkedHashMap<>();
        Map<String, String> defaults = new LinkedHashMap<>();
        Map<String, String> filter = new LinkedHashMap<>();
        Map<String, String> single = new LinkedHashMap<>();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            switch (argument) {
                case "--map" -> putPairs(argument, value(argument, rest), columns);
                case "--default" -> putPairs(argument, value(argument, rest), defaults);
                case "--where" -> putPair(argument, value(argument, rest), filter);
                case "--key", "--preset", "--url" -> single.put(argument, value(argument, rest));
                default -> {
                    if (argument.startsWith("--") || single.put("FILE", argument) != null) {
                        throw usage("'%s' is one argument too many".formatted(argument));
                    }
                }
            }
        }
        requireKnown("--map", columns.keySet(), new TreeSet<>(BookFields.NAMES));
        requireKnown("--default", defaults.keySet(), DEFAULTED);
        Optional<String> preset = Optional.ofNullable(single.get("--preset"));
        preset.ifPresent(
                name -> requireKnown("--preset", Set.of(name), new TreeSet<>(Preset.ALL.keySet())));
        return new ImportOptions(
                file(single.get("FILE")),
                columns,
                defaults,
                filter,
                Optional.ofNullable(single.get("--key")),
                preset,
                Optional.ofNullable(single.get("--url")));
    }

    private static Path file(@org.jspecify.annotations.Nullable String argument) {
        if (argument == null) {
            throw usage("Which file");
        }
        Path file = Path.of(argument);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw Refusal.usage("There is no file %s that can be read.".formatted(argument));
        }
        return file;
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw usage(option + " needs a value");
        }
        return rest.pop();
    }

    private static void putPairs(String option, String text, Map<String, String> into) {
        for (String pair : text.split(",", -1)) {
            putPair(option, pair, into);
        }
    }

    private static void putPair(String option, String pair, Map<String, String> into) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
            throw usage("%s takes NAME=VALUE, not '%s'".formatted(option, pair));
        }
        into.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }

    private static void requireKnown(String option, Set<String> names, Set<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                throw usage(
                        "%s does not know '%s'; it knows %s"
                                .formatted(option, name, String.join(", ", known)));
            }
        }
    }

    private static Refusal usage(String problem) {
        return Refusal.usage(problem + ": see ./cloudshelf import --help.");
    }
}
