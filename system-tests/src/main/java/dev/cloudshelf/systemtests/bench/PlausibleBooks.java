package dev.cloudshelf.systemtests.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Any number of books that might exist. The same seed makes the same ones, and each is made by its
 * number alone, so that a test of a million knows what is in the catalogue without keeping it.
 */
final class PlausibleBooks {

    /** With every word of the corpus there would be no rare ones among a million books. */
    private static final double INVENTED_SHARE = 0.2;

    private static final double SERIES_SHARE = 0.1;
    private static final double DESCRIBED_SHARE = 0.8;
    private static final double FOREIGN_SHARE = 0.15;
    private static final double SECOND_AUTHOR_SHARE = 0.1;

    private static final int TITLE_WORDS_MAX = 12;
    private static final int DESCRIPTION_WORDS_MIN = 10;
    private static final int DESCRIPTION_WORDS_MAX = 30;
    private static final int AUTHORS = 200_000;
    private static final int RATINGS_MAX = 5_000_000;
    private static final long ISBN_GROUPS = 1_000_000_000L;

    /** Has no divisor in common with the number of ISBNs, so that no two books share one. */
    private static final long ISBN_STEP = 387_420_489L;

    private static final List<String> SYLLABLES =
            List.of(
                    "al", "an", "ar", "ba", "bel", "bor", "ca", "cor", "da", "del", "dor", "el",
                    "en", "fa", "fen", "gal", "gor", "ha", "hel", "is", "ka", "kor", "la", "len",
                    "lor", "ma", "mel", "mir", "na", "nor", "ol", "or", "pa", "pel", "qui", "ra",
                    "ren", "ros", "sa", "sel", "sor", "ta", "tel", "thor", "ul", "va", "vel", "vor",
                    "wen", "wil", "xan", "ya", "yor", "za", "zel");

    private static final List<String> LANGUAGES = List.of("fr", "de", "es", "it", "pt", "nl", "ja");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Corpus corpus;
    private final long seed;

    PlausibleBooks(Corpus corpus, long seed) {
        this.corpus = corpus;
        this.seed = seed;
    }

    /** What of a book is asked for. */
    record Names(String title, String author) {}

    /** Mixed (Stafford's variant 13), because neighbouring seeds would give much the same books. */
    private SplittableRandom randomOf(long number, long purpose) {
        long mixed = seed + number * 3 + purpose;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return new SplittableRandom(mixed ^ (mixed >>> 31));
    }

    Names names(long number) {
        SplittableRandom random = randomOf(number, 0);
        String title = title(random);
        String author = author(random);
        return new Names(
                title,
                random.nextDouble() < SECOND_AUTHOR_SHARE
                        ? author + ", " + author(random)
                        : author);
    }

    private String title(SplittableRandom random) {
        String title = sentence(random, Corpus.END, TITLE_WORDS_MAX);
        if (random.nextDouble() < INVENTED_SHARE) {
            title += (random.nextBoolean() ? " of " : " and ") + invented(random);
        }
        return random.nextDouble() < SERIES_SHARE
                ? "%s (%s, #%d)".formatted(title, invented(random), 1 + random.nextInt(12))
                : title;
    }

    /** Goes from word to word as titles do. */
    private String sentence(SplittableRandom random, String from, int wordsMax) {
        StringBuilder words = new StringBuilder();
        String last = from;
        for (int i = 0; i < wordsMax; i++) {
            last = any(corpus.after(last), random);
            if (last.equals(Corpus.END)) {
                break;
            }
            words.append(words.isEmpty() ? "" : " ").append(last);
        }
        return words.toString();
    }

    /** A few authors have written many books, and most a few. */
    private String author(SplittableRandom random) {
        double skewed = Math.pow(random.nextDouble(), 3);
        SplittableRandom own = randomOf((long) (skewed * AUTHORS), 1);
        String last =
                own.nextDouble() < INVENTED_SHARE ? invented(own) : any(corpus.lastNames(), own);
        return any(corpus.firstNames(), own) + " " + last;
    }

    private static String invented(SplittableRandom random) {
        String name =
                Stream.generate(() -> any(SYLLABLES, random))
                        .limit(2 + random.nextInt(3))
                        .collect(Collectors.joining());
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static <T> T any(List<T> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }

    /** The book as a row of an import. */
    ObjectNode row(long number) {
        Names names = names(number);
        SplittableRandom random = randomOf(number, 2);
        ObjectNode row =
                JSON.createObjectNode()
                        .put("title", names.title())
                        .put("author", names.author())
                        .put("isbn", isbn(number))
                        .put("price", "%d.%s".formatted(3 + random.nextInt(47), cents(random)))
                        .put("category", any(corpus.categories(), random))
                        .put("published_year", 2026 - (int) (150 * random.nextDouble()))
                        .put("average_rating", (250 + random.nextInt(250)) / 100.0)
                        .put("ratings_count", ratings(random))
                        .put("stock_quantity", random.nextInt(50))
                        .put(
                                "language",
                                random.nextDouble() < FOREIGN_SHARE
                                        ? any(LANGUAGES, random)
                                        : "en");
        if (random.nextDouble() < DESCRIBED_SHARE) {
            row.put("description", description(random));
        }
        return row;
    }

    private String description(SplittableRandom random) {
        int length = random.nextInt(DESCRIPTION_WORDS_MIN, DESCRIPTION_WORDS_MAX);
        StringBuilder text = new StringBuilder();
        for (int words = 0; words < length; ) {
            String sentence = sentence(random, Corpus.END, length - words);
            text.append(text.isEmpty() ? "" : " ").append(sentence).append('.');
            words += sentence.split(" ", -1).length;
        }
        return text.toString();
    }

    private static String cents(SplittableRandom random) {
        return random.nextInt(4) == 0 ? "50" : "99";
    }

    /** Most books have been rated by some dozens, and a few by millions. */
    private static int ratings(SplittableRandom random) {
        double many = Math.exp(3 + 2.2 * random.nextGaussian());
        return (int) Math.min(RATINGS_MAX, many);
    }

    private static String isbn(long number) {
        String body = "978%09d".formatted(number * ISBN_STEP % ISBN_GROUPS);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += (body.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return body + (10 - sum % 10) % 10;
    }

    /** As a file of newline-delimited JSON, for {@code ./cloudshelf import}. */
    void write(Path file, long count) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (long number = 0; number < count; number++) {
                out.write(JSON.writeValueAsString(row(number)));
                out.newLine();
            }
        }
    }
}
