package dev.cloudshelf.systemtests.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** What people ask of a catalogue, and how long they may wait among a million books. */
enum Question {
    TITLE("search: a title", 0),
    WORD("search: one word of a title", 0),
    COMMON("search: words that many books have", 0),
    SLIP("search: a title with a slip", 0),
    PREFIX("search: a title's beginning", 0),
    /** After its kinds, each of which has been asked long enough for its code to be compiled. */
    SEARCH("search, all kinds", 50),
    SUGGESTIONS("suggestions", 30),
    FACETS("facets", 150);

    private static final int TEXT_MAX = 190;
    private static final int EACH = 400;

    private static final List<String> WORDS =
            List.of(
                    "love",
                    "history",
                    "the",
                    "of the",
                    "war",
                    "king",
                    "life",
                    "house",
                    "tales",
                    "a story of love",
                    "history of england",
                    "works",
                    "poems",
                    "the girl",
                    "novel");

    private final String what;
    private final int p99MillisMax;

    Question(String what, int p99MillisMax) {
        this.what = what;
        this.p99MillisMax = p99MillisMax;
    }

    String what() {
        return what;
    }

    /** 0 where nothing is demanded. */
    int p99MillisMax() {
        return p99MillisMax;
    }

    /**
     * @param count of the books that are in the catalogue
     */
    List<String> paths(PlausibleBooks books, long count, long seed) {
        if (this == SEARCH) {
            List<List<String>> kinds =
                    List.of(TITLE, WORD, COMMON, SLIP, PREFIX).stream()
                            .map(kind -> kind.paths(books, count, seed))
                            .toList();
            List<String> mixed = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                for (List<String> kind : kinds) {
                    mixed.add(kind.get(i));
                }
            }
            return mixed;
        }
        SplittableRandom random = new SplittableRandom(seed + name().hashCode());
        List<String> paths = new ArrayList<>();
        while (paths.size() < EACH) {
            String title = books.names(random.nextLong(count)).title();
            paths.add(path(title.substring(0, Math.min(title.length(), TEXT_MAX)), random));
        }
        return paths;
    }

    private String path(String title, SplittableRandom random) {
        return switch (this) {
            case SEARCH -> throw new IllegalStateException("a mix of the others");
            case TITLE -> search(title);
            case WORD -> search(longest(title));
            case COMMON -> search(WORDS.get(random.nextInt(WORDS.size())));
            case SLIP -> search(slip(title, random));
            case PREFIX -> search(title.substring(0, begun(title, random)));
            case SUGGESTIONS ->
                    "/books/suggestions?q=" + encoded(title.substring(0, begun(title, random)));
            case FACETS -> search(WORDS.get(random.nextInt(WORDS.size()))) + "&facets=true";
        };
    }

    private static String search(String text) {
        return "/books?q=" + encoded(text);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String longest(String title) {
        return Arrays.stream(title.split("[^\\p{L}]+", -1))
                .max(Comparator.comparingInt(String::length))
                .filter(word -> !word.isEmpty())
                .orElse(title);
    }

    private static int begun(String title, SplittableRandom random) {
        return Math.min(title.length(), 1 + random.nextInt(20));
    }

    /** One character inserted, deleted, replaced or swapped with the next. */
    private static String slip(String title, SplittableRandom random) {
        int at = random.nextInt(title.length());
        char letter = (char) ('a' + random.nextInt(26));
        String before = title.substring(0, at);
        String after = title.substring(at);
        return switch (random.nextInt(4)) {
            case 0 -> before + letter + after;
            case 1 -> before + after.substring(1);
            case 2 -> before + letter + after.substring(1);
            default ->
                    after.length() < 2
                            ? title
                            : before + after.charAt(1) + after.charAt(0) + after.substring(2);
        };
    }
}
