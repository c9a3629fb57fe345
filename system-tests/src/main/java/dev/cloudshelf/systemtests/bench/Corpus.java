package dev.cloudshelf.systemtests.bench;

import dev.cloudshelf.systemtests.cloud.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What books are called and who writes them, learnt from real catalogues: which word follows which
 * in a title, and the parts of names. A frequent word stands in these lists as often as it occurs,
 * so that whoever draws from them gets words as common and as rare as they are.
 *
 * @param followers the words that come after a word; an empty one begins and ends a title
 */
record Corpus(
        Map<String, List<String>> followers,
        List<String> firstNames,
        List<String> lastNames,
        List<String> categories) {

    static final String END = "";

    private static final Path REAL = Path.of("../shared/data");
    private static final String GOODBOOKS = "goodbooks-10k.csv";
    private static final String GUTENBERG = "gutenberg-8k.csv";
    private static final Path SEED = Path.of("catalog-service/seed/books.csv");
    private static final String BROWSING = "Browsing: ";

    /** From the real files beside the checkout, and where they are missing from the seed alone. */
    static Corpus read() throws IOException {
        Corpus corpus =
                new Corpus(
                        new HashMap<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (CSVRecord row : rows(Project.root().resolve(SEED))) {
            corpus.learn(row.get("title"), row.get("author"));
            corpus.categories.add(row.get("category"));
        }
        Path goodbooks = Project.root().resolve(REAL).resolve(GOODBOOKS);
        if (Files.exists(goodbooks)) {
            for (CSVRecord row : rows(goodbooks)) {
                corpus.learn(row.get("title"), row.get("authors").replaceFirst(",.*", ""));
            }
        }
        Path gutenberg = Project.root().resolve(REAL).resolve(GUTENBERG);
        if (Files.exists(gutenberg)) {
            for (CSVRecord row : rows(gutenberg)) {
                corpus.learn(row.get("Title"), turned(row.get("Authors")));
                corpus.addCategory(row.get("Bookshelves"));
            }
        }
        return corpus;
    }

    /** Tells whether both real files are beside the checkout. */
    static boolean hasRealFiles() {
        Path real = Project.root().resolve(REAL);
        return Files.exists(real.resolve(GOODBOOKS)) && Files.exists(real.resolve(GUTENBERG));
    }

    /** The words that may come next; as if a title had begun where there are none. */
    List<String> after(String word) {
        return followers.getOrDefault(word, followers.getOrDefault(END, List.of(END)));
    }

    private static List<CSVRecord> rows(Path file) throws IOException {
        try (CSVParser csv =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(Files.newBufferedReader(file))) {
            return csv.getRecords();
        }
    }

    private void learn(String title, String author) {
        String before = END;
        for (String word : title.strip().split("\\s+", -1)) {
            followers.computeIfAbsent(before, none -> new ArrayList<>()).add(word);
            before = word;
        }
        followers.computeIfAbsent(before, none -> new ArrayList<>()).add(END);
        String[] names = author.strip().split("\\s+", -1);
        if (names.length > 1) {
            firstNames.add(names[0]);
            lastNames.add(names[names.length - 1]);
        }
    }

    /** "Jefferson, Thomas, 1743-1826; Paine, Tom" is Thomas Jefferson. */
    private static String turned(String authors) {
        List<String> parts =
                Arrays.stream(authors.replaceFirst(";.*", "").split(",", -1))
                        .map(String::strip)
                        .filter(part -> part.matches("\\p{L}[^0-9]*"))
                        .toList();
        return String.join(" ", parts.reversed());
    }

    private void addCategory(String bookshelves) {
        int browsing = bookshelves.indexOf(BROWSING);
        if (browsing >= 0) {
            categories.add(
                    bookshelves.substring(browsing + BROWSING.length()).replaceFirst(";.*", ""));
        }
    }
}
