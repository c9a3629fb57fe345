package dev.cloudshelf.catalog.store;

import static dev.cloudshelf.catalog.store.BookStoreContract.BY_HAND;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookQuery.Sort;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * The quality of search among about seventeen thousand real books. The figures are the shop's
 * promise; a fixed seed makes them repeatable.
 */
public interface SearchQualityContract {

    Logger LOG = Logger.getLogger(SearchQualityContract.class);
    long SEED = 20_261_120;
    int BATCH = 500;

    /** Returns a store that contains {@link RealBooks}. */
    BookStore books();

    static void fill(BookStore books) {
        List<BookDraft> drafts = RealBooks.all();
        for (int i = 0; i < drafts.size(); i += BATCH) {
            List<BookDraft> batch = drafts.subList(i, Math.min(i + BATCH, drafts.size()));
            await(books.save(batch, ImportDefaults.NONE, BY_HAND));
        }
    }

    private List<Book> firstFive(String text) {
        BookQuery query =
                new BookQuery(text, null, null, null, null, null, false, Sort.RELEVANCE, null, 5);
        return await(books().find(query)).orElseThrow().items();
    }

    private static List<String> some(int count, List<String> all, Random random) {
        List<String> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, count);
    }

    private static List<String> titles() {
        return RealBooks.all().stream()
                .map(BookDraft::title)
                .filter(title -> title.length() < BookQuery.TEXT_MAX)
                .distinct()
                .toList();
    }

    private static boolean has(String title, Book book) {
        return book.title().equalsIgnoreCase(title);
    }

    /** Returns the share of texts with a good result; the others are logged. */
    private static double share(String what, List<String> texts, Predicate<String> good) {
        List<String> bad = texts.stream().filter(good.negate()).toList();
        double share = 1 - (double) bad.size() / texts.size();
        LOG.infof("%s: %.1f %%, missed %s", what, share * 100, bad);
        return share;
    }

    @Test
    default void exactTitleIsFirst() {
        assertThat(
                        share(
                                "exact titles",
                                some(500, titles(), new Random(SEED)),
                                title ->
                                        firstFive(title).stream()
                                                .findFirst()
                                                .filter(book -> has(title, book))
                                                .isPresent()))
                .isGreaterThanOrEqualTo(0.98);
    }

    @Test
    default void titleWithOneTypoIsAmongTheFirstFive() {
        Random random = new Random(SEED);
        List<String> titles = some(500, titles(), random);
        assertThat(
                        share(
                                "titles with one typo",
                                titles,
                                title -> {
                                    String typed = withTypo(title, random);
                                    return firstFive(typed).stream()
                                            .anyMatch(book -> has(title, book));
                                }))
                .isGreaterThanOrEqualTo(0.95);
    }

    @Test
    default void firstFiveOfAnAuthorAreAllTheirs() {
        List<String> authors =
                RealBooks.all().stream()
                        .map(draft -> draft.author().replaceFirst(",.*", "").strip())
                        .distinct()
                        .toList();
        assertThat(
                        share(
                                "authors",
                                some(200, authors, new Random(SEED)),
                                author -> {
                                    List<Book> found = firstFive(author);
                                    return !found.isEmpty()
                                            && found.stream().allMatch(book -> isBy(author, book));
                                }))
                .isGreaterThanOrEqualTo(0.95);
    }

    private static boolean isBy(String author, Book book) {
        return Pattern.compile(",")
                .splitAsStream(book.author())
                .anyMatch(name -> name.strip().equalsIgnoreCase(author));
    }

    /** Inserts, deletes, replaces or swaps one character anywhere. */
    private static String withTypo(String title, Random random) {
        int at = random.nextInt(title.length());
        String letter = String.valueOf((char) ('a' + random.nextInt(26)));
        String before = title.substring(0, at);
        String after = title.substring(at);
        return switch (random.nextInt(4)) {
            case 0 -> before + letter + after;
            case 1 -> before + after.substring(1);
            case 2 -> before + letter + after.substring(1);
            default ->
                    after.length() < 2
                            ? title.toLowerCase(Locale.ROOT)
                            : before + after.charAt(1) + after.charAt(0) + after.substring(2);
        };
    }
}
