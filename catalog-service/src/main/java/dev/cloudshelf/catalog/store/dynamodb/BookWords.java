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
 * The words by which a book is found, one item of {@code cloudshelf-book-words} each. Key {@code
 * initial}, the word's first letter, and {@code position}, the word and then the book's title: so
 * the books of a word, or of the words that begin so, are one stretch, and those of one word in it
 * stand by title. An item has {@code text}, all of the book's words, by which a search for several
 * words drops books that lack one, and title, author and category as they are.
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
     * So many words of title and author, the first ones, find a book: a change of all of them fits
     * into one transaction, which has 100 items at most (AWS).
     */
    static final int WORDS_MAX = 40;

    /** Code points, so that a place is at most 1,024 bytes (AWS) in any script. */
    private static final int WORD_MAX = 40;

    private static final int TITLE_MAX = 200;

    /** Sorts before whatever a longer word or title goes on with. */
    private static final String END = "\t";

    static BookWords of(Book book) {
        return new BookWords(folded(book.title()), folded(book.author()));
    }

    static String folded(String typed) {
        return Spelling.of(typed).text();
    }

    /** Of a folded title, as much as the order of titles knows. */
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

    /** Where the book stands among others by title; its id makes it the only one there. */
    String titleKey(UUID id) {
        return titleBegin(title) + END + id;
    }

    /** Every word has a blank before it; no word is of the title and of the author in part. */
    String spaced() {
        return " " + title + " | " + author;
    }

    /** Those words of such a text that find its book. */
    static List<String> words(String text) {
        return Arrays.stream(text.split("[ |]+", -1))
                .filter(word -> !word.isEmpty())
                .map(BookWords::word)
                .distinct()
                .limit(WORDS_MAX)
                .toList();
    }

    /** The word of a place. */
    static String wordOf(String position) {
        return position.substring(0, Math.max(0, position.indexOf(END)));
    }

    /** The book's items by their place. */
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
