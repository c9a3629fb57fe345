package dev.cloudshelf.cart.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.cart.domain.CartChange.CartFull;
import dev.cloudshelf.cart.domain.CartChange.Changed;
import dev.cloudshelf.cart.domain.CartChange.TooManyCopies;
import dev.cloudshelf.kernel.Money;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of every store of carts. Each test has an owner of its own. */
public interface CartStoreContract {

    /** So far in the future that DynamoDB's TTL deletes nothing during the test. */
    Instant NOON = Instant.parse("2126-11-20T12:00:00.123Z");

    Duration TIMEOUT = Duration.ofSeconds(60);

    CartStore store();

    /** Returns an owner without a cart. */
    CartOwner newOwner();

    @Test
    default void ownerWhoPutNothingInHasAnEmptyCart() {
        assertThat(cart(newOwner()).lines()).isEmpty();
    }

    @Test
    default void addedBookHasTheCatalogsData() {
        CartOwner owner = newOwner();
        Book book =
                new Book(newId(), "Ŝtormo & Ĉielo", Money.usd("12.50"), "https://img/1.jpg", 50);
        Book bare = new Book(newId(), "Bare", Money.usd("0.00"), null, 50);
        await(store().add(owner, book, 3, NOON));
        Cart returned = changed(store().add(owner, bare, 1, NOON.plusMillis(1)));
        assertThat(returned.lines())
                .containsExactly(
                        line(book, 3, NOON, NOON),
                        line(bare, 1, NOON.plusMillis(1), NOON.plusMillis(1)));
        assertThat(cart(owner)).isEqualTo(returned);
    }

    @Test
    default void secondAddUpdatesQuantityAndPriceButNotAddedAt() {
        CartOwner owner = newOwner();
        Book book = book();
        Book dearer = new Book(book.id(), "New title", Money.usd("99.99"), "https://img/2.jpg", 50);
        await(store().add(owner, book, 2, NOON));
        Cart cart = changed(store().add(owner, dearer, 5, NOON.plusSeconds(9)));
        assertThat(cart.lines()).containsExactly(line(dearer, 7, NOON, NOON.plusSeconds(9)));
    }

    @Test
    default void setReplacesTheQuantityAndKeepsAddedAt() {
        CartOwner owner = newOwner();
        Book book = book();
        assertThat(quantity(changed(store().set(owner, book, 99, NOON)), book)).isEqualTo(99);
        Cart cart = changed(store().set(owner, book, 4, NOON.plusSeconds(1)));
        assertThat(cart.lines()).containsExactly(line(book, 4, NOON, NOON.plusSeconds(1)));
    }

    @Test
    default void refreshedLineIsStored() {
        CartOwner owner = newOwner();
        List<Book> books = books(3);
        race(3, i -> store().set(owner, books.get(i), 2, NOON.plusMillis(i)));
        Instant later = NOON.plusSeconds(1_000);
        Book dearer =
                new Book(books.get(0).id(), "New", Money.usd("12.00"), "https://img/9.jpg", 1);
        Book same = books.get(2);
        refresh(owner, later, dearer, same);
        List<CartLine> lines = cart(owner).lines();
        assertThat(lines.get(0))
                .isEqualTo(new CartLine(dearer, 2, NOON, NOON, later, Money.usd("9.99"), false));
        assertThat(lines.get(1).availability()).isEqualTo(Availability.GONE);
        assertThat(lines.get(1).book()).isEqualTo(books.get(1));
        assertThat(lines.get(2).availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(lines.get(2).priceWas()).isNull();

        Instant muchLater = later.plusSeconds(1_000);
        refresh(owner, muchLater, books.get(0), books.get(1), same);
        assertThat(cart(owner).lines())
                .as("at the old price and back again there is nothing to say")
                .allMatch(line -> line.priceWas() == null && !line.gone())
                .allMatch(line -> line.refreshedAt().equals(muchLater));
    }

    @Test
    default void changedLineHasNoFormerPrice() {
        CartOwner owner = newOwner();
        Book book = book();
        Book dearer = new Book(book.id(), "A book", Money.usd("12.00"), null, 50);
        await(store().set(owner, book, 2, NOON));
        Instant later = NOON.plusSeconds(1_000);
        refresh(owner, later, dearer);
        Cart cart = changed(store().add(owner, dearer, 1, later));
        assertThat(cart.lines()).containsExactly(line(dearer, 3, NOON, later));
        refresh(owner, later.plusSeconds(1));
        cart = changed(store().set(owner, dearer, 1, later.plusSeconds(2)));
        assertThat(cart.lines()).containsExactly(line(dearer, 1, NOON, later.plusSeconds(2)));
    }

    @Test
    default void refreshOfAChangedLineIsDropped() {
        CartOwner owner = newOwner();
        List<Book> books = books(2);
        race(2, i -> store().set(owner, books.get(i), 2, NOON));
        List<LineRefresh> seen =
                cart(owner).lines().stream()
                        .map(line -> new LineRefresh(line, line.refreshed(null, NOON)))
                        .toList();
        await(store().remove(owner, books.get(0).id()));
        await(store().add(owner, books.get(1), 1, NOON.plusMillis(1)));
        await(store().refresh(owner, seen));
        assertThat(cart(owner).lines())
                .containsExactly(line(books.get(1), 3, NOON, NOON.plusMillis(1)));
    }

    @Test
    default void lineTakesNinetyNineCopiesAndNotOneMore() {
        CartOwner owner = newOwner();
        Book book = book();
        await(store().set(owner, book, 97, NOON));
        assertThat(await(store().add(owner, book, 3, NOON))).isEqualTo(new TooManyCopies());
        assertThat(quantity(cart(owner), book)).isEqualTo(97);
        assertThat(quantity(changed(store().add(owner, book, 2, NOON)), book)).isEqualTo(99);
        assertThat(await(store().add(owner, book, 1, NOON))).isEqualTo(new TooManyCopies());
        assertThat(quantity(cart(owner), book)).isEqualTo(99);
    }

    @Test
    default void ofHundredTwentyRacingAddsNinetyNineFit() {
        CartOwner owner = newOwner();
        Book book = book();
        List<CartChange> outcomes = race(120, i -> store().add(owner, book, 1, NOON));
        assertThat(outcomes.stream().filter(Changed.class::isInstance)).hasSize(99);
        assertThat(outcomes.stream().filter(new TooManyCopies()::equals)).hasSize(21);
        assertThat(quantity(cart(owner), book)).isEqualTo(99);
    }

    @Test
    default void twoHundredRacingAddsAllCount() {
        CartOwner owner = newOwner();
        List<Book> books = books(4);
        List<CartChange> outcomes =
                race(200, i -> store().add(owner, books.get(i % 4), 1, NOON.plusMillis(i)));
        assertThat(outcomes).allMatch(Changed.class::isInstance);
        assertThat(cart(owner).lines()).hasSize(4).allMatch(line -> line.quantity() == 50);
    }

    @Test
    default void racingAddsOfSeveralCopiesAllCount() {
        CartOwner owner = newOwner();
        Book book = book();
        race(12, i -> store().add(owner, book, i + 1, NOON));
        assertThat(quantity(cart(owner), book)).isEqualTo(78);
    }

    @Test
    default void hundredAndFirstBookIsRejectedAndNotStored() {
        CartOwner owner = newOwner();
        List<Book> books = fill(owner, Cart.LINES_MAX);
        Book added = book();
        Book set = book();
        Instant later = NOON.plusSeconds(60);
        assertThat(await(store().add(owner, added, 2, later))).isEqualTo(new CartFull());
        assertThat(await(store().set(owner, set, 7, later))).isEqualTo(new CartFull());
        Cart cart = changed(store().add(owner, books.getFirst(), 1, later));
        assertThat(ids(cart)).isEqualTo(books.stream().map(Book::id).collect(Collectors.toSet()));
        assertThat(quantity(cart, books.getFirst())).isEqualTo(2);
    }

    @Test
    default void racingForTheLastLinesNeverOverfillsTheCart() {
        CartOwner owner = newOwner();
        fill(owner, Cart.LINES_MAX - 2);
        List<Book> more = books(12);
        Instant later = NOON.plusSeconds(60);
        List<CartChange> outcomes =
                race(12, i -> store().add(owner, more.get(i), 1, later.plusMillis(i)));
        Set<UUID> accepted =
                IntStream.range(0, 12)
                        .filter(i -> outcomes.get(i) instanceof Changed)
                        .mapToObj(i -> more.get(i).id())
                        .collect(Collectors.toSet());
        Set<UUID> inCart = ids(cart(owner));
        assertThat(inCart).hasSize(Cart.LINES_MAX - 2 + accepted.size()).containsAll(accepted);
        assertThat(accepted).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    default void racingForOneNewBookNeverOverfillsTheCart() {
        CartOwner owner = newOwner();
        fill(owner, Cart.LINES_MAX);
        Book book = book();
        Instant later = NOON.plusSeconds(60);
        List<CartChange> outcomes =
                race(10, i -> store().add(owner, book, i + 1, later.plusMillis(i)));
        assertThat(outcomes).containsOnly(new CartFull());
        assertThat(ids(cart(owner))).hasSize(Cart.LINES_MAX).doesNotContain(book.id());
    }

    @Test
    default void removingABookTwiceChangesNothingMore() {
        CartOwner owner = newOwner();
        List<Book> books = fill(owner, 2);
        await(store().remove(owner, books.getFirst().id()));
        await(store().remove(owner, books.getFirst().id()));
        assertThat(ids(cart(owner))).containsExactly(books.getLast().id());
    }

    @Test
    default void clearedCartIsEmptyHoweverMuchWasInIt() {
        CartOwner owner = newOwner();
        fill(owner, Cart.LINES_MAX);
        await(store().clear(owner, NOON));
        assertThat(cart(owner).lines()).isEmpty();
        await(store().clear(owner, NOON));
    }

    @Test
    default void noChangeReachesAnotherOwnersCart() {
        CartOwner mine = newOwner();
        CartOwner theirs = newOwner();
        Book book = book();
        await(store().add(mine, book, 3, NOON));
        await(store().add(theirs, book, 5, NOON));
        await(store().remove(theirs, book.id()));
        await(store().takeOff(theirs, purchase(newId(), book, 9), NOON));
        await(store().clear(theirs, NOON));
        assertThat(quantity(cart(mine), book)).isEqualTo(3);
        assertThat(cart(theirs).lines()).isEmpty();
    }

    @Test
    default void cartOfManyLongTitlesIsReadWhole() {
        CartOwner owner = newOwner();
        race(
                Cart.LINES_MAX,
                i -> {
                    Book book = new Book(newId(), "x".repeat(12_000), Money.usd("1.00"), null, 50);
                    return store().set(owner, book, 1, NOON);
                });
        assertThat(cart(owner).lines()).hasSize(Cart.LINES_MAX);
    }

    @Test
    default void purchaseRemovesAtMostTheLinesCopies() {
        CartOwner owner = newOwner();
        List<Book> books = books(4);
        await(store().set(owner, books.get(0), 5, NOON));
        await(store().set(owner, books.get(1), 2, NOON));
        await(store().set(owner, books.get(2), 3, NOON));
        Purchase purchase =
                new Purchase(
                        newId(),
                        List.of(
                                new Purchase.Line(books.get(0).id(), 3),
                                new Purchase.Line(books.get(1).id(), 2),
                                new Purchase.Line(books.get(2).id(), 9),
                                new Purchase.Line(books.get(3).id(), 1)));
        await(store().takeOff(owner, purchase, NOON.plusSeconds(1)));
        assertThat(cart(owner).lines())
                .containsExactly(
                        new CartLine(
                                books.get(0), 2, NOON, NOON.plusSeconds(1), NOON, null, false));
    }

    @Test
    default void repeatedPurchaseIsRemovedOnce() {
        CartOwner owner = newOwner();
        Book book = book();
        Purchase purchase = purchase(newId(), book, 2);
        await(store().set(owner, book, 10, NOON));
        await(store().takeOff(owner, purchase, NOON));
        await(store().takeOff(owner, purchase, NOON.plusSeconds(100)));
        assertThat(quantity(cart(owner), book)).isEqualTo(8);
        await(store().takeOff(owner, purchase(newId(), book, 2), NOON));
        assertThat(quantity(cart(owner), book)).isEqualTo(6);
    }

    @Test
    default void bookPutInAgainAfterItsPurchaseStays() {
        CartOwner owner = newOwner();
        Book book = book();
        Purchase purchase = purchase(newId(), book, 2);
        await(store().takeOff(owner, purchase, NOON));
        await(store().add(owner, book, 2, NOON));
        await(store().takeOff(owner, purchase, NOON));
        assertThat(quantity(cart(owner), book)).isEqualTo(2);
    }

    @Test
    default void racingRepeatsOfOnePurchaseCountOnce() {
        CartOwner owner = newOwner();
        List<Book> books = books(3);
        race(3, i -> store().set(owner, books.get(i), 50, NOON));
        Purchase purchase =
                new Purchase(
                        newId(), books.stream().map(b -> new Purchase.Line(b.id(), 7)).toList());
        race(16, i -> store().takeOff(owner, purchase, NOON));
        assertThat(cart(owner).lines()).hasSize(3).allMatch(line -> line.quantity() == 43);
    }

    @Test
    default void racingAddsAndPurchasesAllCount() {
        CartOwner owner = newOwner();
        Book book = book();
        await(store().set(owner, book, 40, NOON));
        List<Uni<Void>> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(store().add(owner, book, 1, NOON.plusMillis(i)).replaceWithVoid());
            if (i % 6 == 0) {
                all.add(store().takeOff(owner, purchase(newId(), book, 8), NOON));
            }
        }
        race(all.size(), all::get);
        assertThat(quantity(cart(owner), book)).isEqualTo(30);
    }

    @Test
    default void addsThatRaceTheirLinesPurchaseStay() {
        for (int round = 0; round < 10; round++) {
            CartOwner owner = newOwner();
            Book book = book();
            await(store().set(owner, book, 5, NOON));
            List<Uni<Void>> all = new ArrayList<>();
            all.add(store().takeOff(owner, purchase(newId(), book, 5), NOON));
            IntStream.range(0, 4)
                    .forEach(i -> all.add(store().add(owner, book, 1, NOON).replaceWithVoid()));
            race(all.size(), all::get);
            assertThat(quantity(cart(owner), book)).isEqualTo(4);
        }
    }

    /** A change before the purchase is reduced by it; one after it stays as it is. */
    @Test
    default void racingChangesApplyBeforeOrAfterTheirPurchase() {
        for (int round = 0; round < 10; round++) {
            CartOwner owner = newOwner();
            Book book = book();
            await(store().set(owner, book, 5, NOON));
            Purchase purchase = purchase(newId(), book, 3);
            List<Uni<Void>> all = new ArrayList<>();
            IntStream.range(0, 4).forEach(i -> all.add(store().takeOff(owner, purchase, NOON)));
            all.add(2, store().set(owner, book, 9, NOON).replaceWithVoid());
            race(all.size(), all::get);
            assertThat(quantity(cart(owner), book)).isIn(6, 9);
            await(store().takeOff(owner, purchase, NOON));
            assertThat(quantity(cart(owner), book)).isIn(6, 9);
        }
    }

    @Test
    default void purchaseOfAFullCartEmptiesItOnce() {
        CartOwner owner = newOwner();
        List<Book> books = fill(owner, Cart.LINES_MAX);
        Purchase purchase =
                new Purchase(
                        newId(), books.stream().map(b -> new Purchase.Line(b.id(), 1)).toList());
        race(4, i -> store().takeOff(owner, purchase, NOON));
        assertThat(cart(owner).lines()).isEmpty();
        race(books.size(), i -> store().set(owner, books.get(i), 1, NOON));
        await(store().takeOff(owner, purchase, NOON));
        assertThat(cart(owner).lines()).hasSize(Cart.LINES_MAX);
    }

    /**
     * @param found the books that the catalog has
     */
    private void refresh(CartOwner owner, Instant now, Book... found) {
        Map<UUID, Book> books = Stream.of(found).collect(Collectors.toMap(Book::id, book -> book));
        await(
                store().refresh(
                                owner,
                                cart(owner).lines().stream()
                                        .map(line ->
                                                new LineRefresh(
                                                        line,
                                                        line.refreshed(
                                                                books.get(line.book().id()), now)))
                                        .toList()));
    }

    private List<Book> fill(CartOwner owner, int count) {
        List<Book> books = books(count);
        race(count, i -> store().set(owner, books.get(i), 1, NOON.plusMillis(i)));
        return books;
    }

    private Cart cart(CartOwner owner) {
        return await(store().read(owner, NOON));
    }

    /** Starts all of them before any has finished. */
    private static <T> List<T> race(int times, IntFunction<Uni<T>> start) {
        List<Uni<T>> all = IntStream.range(0, times).mapToObj(start).toList();
        return await(Uni.join().all(all).andFailFast());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }

    private static Cart changed(Uni<CartChange> change) {
        CartChange outcome = await(change);
        assertThat(outcome).isInstanceOf(Changed.class);
        return ((Changed) outcome).cart();
    }

    private static int quantity(Cart cart, Book book) {
        return cart.lines().stream()
                .filter(line -> line.book().id().equals(book.id()))
                .mapToInt(CartLine::quantity)
                .sum();
    }

    private static Set<UUID> ids(Cart cart) {
        return cart.lines().stream().map(line -> line.book().id()).collect(Collectors.toSet());
    }

    /** Returns a line that was refreshed when it was last changed. */
    private static CartLine line(Book book, int quantity, Instant addedAt, Instant updatedAt) {
        return new CartLine(book, quantity, addedAt, updatedAt, updatedAt, null, false);
    }

    private static Purchase purchase(UUID orderId, Book book, int quantity) {
        return new Purchase(orderId, List.of(new Purchase.Line(book.id(), quantity)));
    }

    private static List<Book> books(int count) {
        return Stream.generate(CartStoreContract::book).limit(count).toList();
    }

    private static Book book() {
        return new Book(newId(), "A book", Money.usd("9.99"), null, 50);
    }

    private static UUID newId() {
        return UUID.randomUUID();
    }
}
