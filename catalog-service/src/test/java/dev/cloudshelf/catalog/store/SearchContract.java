package dev.cloudshelf.catalog.store;

import static dev.cloudshelf.catalog.store.BookStoreContract.NOW;
import static dev.cloudshelf.catalog.store.BookStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookDraft;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookQuery.Position;
import dev.cloudshelf.catalog.domain.BookQuery.Sort;
import dev.cloudshelf.catalog.domain.BookStore;
import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.catalog.domain.Facets;
import dev.cloudshelf.catalog.domain.ImportDefaults;
import dev.cloudshelf.catalog.domain.Suggestion;
import dev.cloudshelf.kernel.Page;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of search. Each test starts with an empty catalog. */
public interface SearchContract {

    BookStore books();

    /** Deletes a book. */
    void remove(UUID id);

    private static BookDraft book(String title, String author, String text, int popularity) {
        return new BookDraft(
                title + "/" + author,
                title,
                author,
                null,
                new BigDecimal("9.99").add(BigDecimal.valueOf(popularity % 60)),
                popularity % 2 == 0 ? "Even" : "Odd",
                text,
                null,
                popularity % 3 == 0 ? "fr" : "en",
                1965,
                new BigDecimal(popularity % 50).movePointLeft(1),
                popularity,
                popularity % 4);
    }

    private void shelve(BookDraft... drafts) {
        shelve(List.of(drafts));
    }

    private void shelve(List<BookDraft> drafts) {
        await(
                books().save(
                                drafts,
                                ImportDefaults.NONE,
                                new Edit("admin", NOW.plusSeconds(drafts.size()))));
    }

    private static BookQuery query(@Nullable String text, Sort sort, int limit) {
        return new BookQuery(text, null, null, null, null, null, false, sort, null, limit);
    }

    private List<String> titles(String text) {
        return await(books().find(query(text, Sort.RELEVANCE, 100))).orElseThrow().items().stream()
                .map(Book::title)
                .toList();
    }

    /** Returns the books of all pages. */
    private List<Book> readAllPages(BookQuery query) {
        List<Book> all = new ArrayList<>();
        BookQuery next = query;
        while (true) {
            Page<Book> page = await(books().find(next)).orElseThrow();
            all.addAll(page.items());
            if (page.next().isEmpty()) {
                return all;
            }
            next = query.after(page.next().get()).orElseThrow();
        }
    }

    @Test
    default void exactTitleRanksFirstThenTitleThenAuthorThenRest() {
        shelve(
                book("About a Land", "Nobody", "Emma is in it", 900),
                book("Letters", "Emma Brown", "", 800),
                book("Emma and Others", "Nobody", "", 700),
                book("Emma", "Jane Austen", "", 1));

        assertThat(titles("emma"))
                .containsExactly("Emma", "Emma and Others", "Letters", "About a Land");
    }

    @Test
    default void booksOfAnAuthorComeBeforeBooksAboutThem() {
        shelve(
                book("Jane Austen: A Life", "Claire Tomalin", "", 900),
                book("Persuasion", "Jane Austen, Somebody Else", "", 1));

        assertThat(titles("jane austen")).containsExactly("Persuasion", "Jane Austen: A Life");
    }

    @Test
    default void popularBooksComeBeforeOthersOfTheirKind() {
        shelve(
                book("Sand One", "A", "", 5),
                book("Sand Two", "A", "", 500),
                book("Sand Three", "A", "", 50));

        assertThat(titles("sand")).containsExactly("Sand Two", "Sand Three", "Sand One");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Dnue", "Dun", "Dunee", "Dume", "frank herbret", "herbet", "Frnk Herbert"})
    default void oneTypoIsForgiven(String typed) {
        shelve(book("Dune", "Frank Herbert", "", 5), book("Emma", "Jane Austen", "", 900));

        assertThat(titles(typed)).containsExactly("Dune");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunger gmes",
                "TheHunger Games",
                "the hungergames",
                "hunger gam",
                "The Hunger Gmaes 1"
            })
    default void longerTextsAreRecognisedByMostOfTheirLetters(String typed) {
        shelve(
                book("The Hunger Games (The Hunger Games, #1)", "Suzanne Collins", "", 5),
                book("A Game of Thrones", "George R.R. Martin", "", 900));

        assertThat(titles(typed)).startsWith("The Hunger Games (The Hunger Games, #1)");
    }

    @Test
    default void lastWordMatchesByItsBeginning() {
        shelve(book("Dune Messiah", "Frank Herbert", "", 5), book("Emma", "Jane Austen", "", 9));

        assertThat(titles("dune mes")).containsExactly("Dune Messiah");
        assertThat(titles("mes dune")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"dnue\"", "dnue -emma", "dnue or emmma", "\"dune mes\""})
    default void operatorsTurnOffFuzzySearch(String typed) {
        shelve(book("Dune Messiah", "Frank Herbert", "", 5));

        assertThat(titles(typed)).isEmpty();
    }

    @Test
    default void accentsCaseAndApostrophesDoNotMatter() {
        shelve(
                book("Les Misérables", "Victor Hugo", "", 5),
                book("Finnegan's Wake", "James Joyce", "", 5),
                book("Преступление", "Достоевский", "", 5));

        assertThat(titles("LES MISERABLES")).startsWith("Les Misérables");
        assertThat(titles("finnegans wake")).startsWith("Finnegan's Wake");
        assertThat(titles("ПРЕСТУПЛЕНИЕ")).startsWith("Преступление");
    }

    @Test
    default void fuzzyMatchesArePagedLikeOthers() {
        shelve(
                IntStream.range(0, 20)
                        .mapToObj(i -> book("Dune " + (char) ('a' + i), "A", "", i / 4))
                        .toList());

        for (Sort sort : Sort.values()) {
            List<Book> all = readAllPages(query("dnue", sort, 3));
            assertThat(all).as(sort.name()).hasSize(20).doesNotHaveDuplicates();
        }
    }

    /** Lists so many matches that the first page uses another statement than later pages. */
    @Test
    default void everyMatchOfACommonWordIsListedOnce() {
        for (int batch = 0; batch < 5; batch++) {
            int from = batch * 500;
            shelve(
                    IntStream.range(from, from + 500)
                            .mapToObj(i -> book("Dune " + i, "A" + i % 2, "", i / 10))
                            .toList());
        }
        List<Book> all = readAllPages(query("dune", Sort.RELEVANCE, 100));

        assertThat(all).hasSize(2_500).doesNotHaveDuplicates();
        assertThat(all)
                .extracting(Book::ratingsCount)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    default void unchangedBooksAreListedOnceWhileOthersChange(Sort sort) {
        shelve(
                IntStream.range(0, 40)
                        .mapToObj(i -> book("Dune " + i * 37 % 40, "A", "", i))
                        .toList());
        BookQuery query = query("dune", sort, 10);
        Page<Book> first = await(books().find(query)).orElseThrow();
        List<Book> before = readAllPages(query);
        remove(before.get(3).id());
        remove(before.get(20).id());
        shelve(IntStream.range(0, 9).mapToObj(i -> book("Dune x" + i, "A", "", i * 5)).toList());

        List<UUID> seen = new ArrayList<>(first.items().stream().map(Book::id).toList());
        BookQuery rest = query.after(first.next().orElseThrow()).orElseThrow();
        while (true) {
            Page<Book> page = await(books().find(rest)).orElseThrow();
            seen.addAll(page.items().stream().map(Book::id).toList());
            if (page.next().isEmpty()) {
                break;
            }
            rest = query.after(page.next().get()).orElseThrow();
        }
        Set<UUID> stayed = new HashSet<>(before.stream().map(Book::id).toList());
        stayed.remove(before.get(20).id());
        assertThat(seen).doesNotHaveDuplicates().containsAll(stayed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "w",
                "n",
                "w3.0",
                "w9.0.1",
                "n3.x.1",
                "wNaN",
                "q3.0.1",
                "w3.0.99999999999999999999",
                "n\u0000"
            })
    default void forgedPositionIsRejected(String key) {
        BookQuery query = query("dune", Sort.RELEVANCE, 10);
        String id = new UUID(1, 2).toString();

        assertThat(await(books().find(query.startingAfter(new Position(key, id))))).isEmpty();
        for (String forged : List.of("", "1", "\u0000")) {
            for (String mark : List.of("w", "n")) {
                assertThat(
                                await(
                                        books().find(
                                                        query.startingAfter(
                                                                new Position(
                                                                        mark + "3.0.1", forged)))))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "99999999999999999999",
                "\u0000",
                "NaN",
                "+999999999-01-01T00:00Z"
            })
    default void forgedPositionOfOtherSortsNeverReachesTheStore(String key) {
        for (Sort sort : Sort.values()) {
            if (sort != Sort.RELEVANCE) {
                BookQuery query = query(null, sort, 10);
                var found =
                        await(
                                books().find(
                                                query.startingAfter(
                                                        new Position(
                                                                key, new UUID(1, 2).toString()))));
                // Any text is a valid position among titles.
                assertThat(found.isPresent())
                        .as(sort.name())
                        .isEqualTo(sort == Sort.TITLE && !key.equals("\u0000"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dune", "dnue"})
    default void facetsAgreeWithTheirFiltersInTheStore(String text) {
        shelve(
                IntStream.range(0, 60)
                        .mapToObj(i -> book("Dune " + i, "A" + i % 5, "", i))
                        .toList());
        BookQuery query =
                new BookQuery(text, null, "a1", null, null, null, true, Sort.PRICE, null, 100);
        Facets facets = await(books().facets(query)).orElseThrow();

        assertThat(facets.atLeast()).isFalse();
        assertThat(facets.categories()).hasSize(2);
        assertThat(facets.languages()).hasSize(2);
        assertThat(facets.prices()).hasSizeGreaterThan(2);
        for (Facets.Count count : facets.categories()) {
            assertThat(readAllPages(narrowed(query, count.value(), null, null, null)))
                    .hasSize((int) count.count());
        }
        for (Facets.Count count : facets.languages()) {
            assertThat(readAllPages(narrowed(query, null, count.value(), null, null)))
                    .hasSize((int) count.count());
        }
        for (Facets.Band band : facets.prices()) {
            assertThat(readAllPages(narrowed(query, null, null, band.min(), band.max())))
                    .hasSize((int) band.count());
        }
    }

    private static BookQuery narrowed(
            BookQuery query,
            @Nullable String category,
            @Nullable String language,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max) {
        return new BookQuery(
                query.text(),
                category,
                query.author(),
                language,
                min,
                max,
                true,
                Sort.PRICE,
                null,
                100);
    }

    @Test
    default void suggestionsAreTitlesAndAuthorsByWordPrefix() {
        shelve(
                book("Dune", "Frank Herbert", "", 5),
                book("The Dunes", "Somebody", "", 900),
                book("Laundune", "Somebody", "", 900),
                book("Emma", "Ann Dunn, Jane Austen", "", 9));

        assertThat(suggested("dun")).containsExactly("Dune", "The Dunes", "Ann Dunn");
        assertThat(suggested("frank h")).containsExactly("Frank Herbert");
        assertThat(suggested("É")).containsExactly("Emma");
        for (String nothing : List.of("", " ", "%", "_", "\\", "'", "zzz", "😀")) {
            assertThat(suggested(nothing)).as(nothing).isEmpty();
        }
    }

    private List<String> suggested(String typed) {
        return await(books().suggestions(typed)).stream().map(Suggestion::text).toList();
    }

    @Test
    default void suggestionsAreTenAtMostWithoutRepeats() {
        List<BookDraft> many = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            many.add(book("Dune " + i % 30, "Dunja " + i, "", i));
        }
        for (int i = 0; i < many.size(); i += 400) {
            shelve(many.subList(i, i + 400));
        }
        assertThat(suggested("du")).hasSize(10).doesNotHaveDuplicates().contains("Dune 29");
    }

    @Test
    default void relatedBooksAreBySameAuthorThenSameCategory() {
        shelve(
                book("Dune", "Frank Herbert", "", 2),
                book("Dune Messiah", "Frank Herbert", "", 3),
                book("Popular", "B", "", 900),
                book("Less", "C", "", 100),
                book("Odd", "D", "", 901));
        UUID dune =
                await(books().find(query("dune", Sort.RELEVANCE, 1)))
                        .orElseThrow()
                        .items()
                        .getFirst()
                        .id();

        assertThat(await(books().related(dune, 10)).orElseThrow())
                .extracting(Book::title)
                .containsExactly("Dune Messiah", "Popular", "Less");
        assertThat(await(books().related(dune, 2)).orElseThrow()).hasSize(2);
        assertThat(await(books().related(new UUID(1, 2), 10))).isEmpty();
    }
}
