package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.Spelling;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The words by which a book is found, each an item of {@code cloudshelf-book-words}. The key is
 * {@code initial}, the word's first letter, and {@code place}, the word followed by the book's
 * title. So the books with a word, or with words of the same beginning, are one key range, sorted
 * by word and title. Each item has {@code text}, all words of the book, by which a search for
 * several words drops books that lack one, and the unfolded title, author and category.
 *
 * @param title folded
 * @param author folded
 */
record BookWords(String title, String author) {

    static final String TABLE = "cloudshelf-book-words";
    static final String INITIAL = "initial";
    static final String PLACE = "place";
    static final String TEXT = "text";

    /**
     * The maximum of words that find a book, the first ones of title and author. A change of all of
     * them fits into one transaction, which has 100 items at most (AWS).
     */
    static final int WORDS_MAX = 40;

    /** In code points, so that a position has at most 1,024 bytes (AWS) in any script. */
    private static final int WORD_MAX = 40;

    private static final int TITLE_MAX = 200;

    /** A separator that sorts before any further character of a word or title. */
    private static final String END = "\t";

    static BookWords of(Book book) {
        return new BookWords(folded(book.title()), folded(book.author()));
    }

    static String folded(String typed) {
        return Spelling.of(typed).text();
    }

    /** Returns as much of a folded title as the title index holds. */
    static String titleBegin(String folded) {
        return cut(folded, TITLE_MAX);
    }

    static String word(String folded) {
        return cut(folded, WORD_MAX);
    }

    static AttributeValue initial(String word) {
        return text(cut(word, 1));
    }

    private static String cut(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }

    /** Returns the position among all titles; the id makes it unique. */
    String titleKey(UUID id) {
        return titleBegin(title) + END + id;
    }

    /**
     * Returns all words, each after a blank. The separator keeps title and author from forming a
     * word together.
     */
    String spaced() {
        return " " + title + " | " + author;
    }

    /** Returns the words of a spaced text that find its book. */
    static List<String> words(String text) {
        return Arrays.stream(text.split("[ |]+", -1))
                .filter(word -> !word.isEmpty())
                .map(BookWords::word)
                .distinct()
                .limit(WORDS_MAX)
                .toList();
    }

    /** Returns the word of a position. */
    static String wordOf(String position) {
        return position.substring(0, Math.max(0, position.indexOf(END)));
    }

    /** Returns the book's items by position. */
    static Map<String, Map<String, AttributeValue>> items(Book book) {
        BookWords words = of(book);
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        for (String word : words(words.spaced())) {
            String position = word + END + words.titleKey(book.id());
            items.put(
                    position,
                    Map.of(
                            INITIAL,
                            initial(word),
                            PLACE,
                            text(position),
                            TEXT,
                            text(words.spaced()),
                            BookItem.ID,
                            text(book.id()),
                            BookItem.CATEGORY,
                            text(book.category()),
                            BookItem.TITLE,
                            text(book.title()),
                            "author",
                            text(book.author())));
        }
        return items;
    }

    static Map<String, AttributeValue> key(String position) {
        return Map.of(INITIAL, initial(wordOf(position)), PLACE, text(position));
    }
}
