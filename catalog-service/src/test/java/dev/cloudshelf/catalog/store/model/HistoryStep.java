package dev.cloudshelf.catalog.store.model;

import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.catalog.domain.Reservation.Line;
import dev.cloudshelf.catalog.domain.ReservationStore.Swept;
import dev.cloudshelf.catalog.domain.StockChange;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A step of a random history. Names are short and complete, because a failure prints the whole
 * history. Every step is valid after every other, so that shrinking may leave out any.
 */
sealed interface HistoryStep {

    /** Returns the model's result, after {@link #arrive}. */
    Object inModel(HistoryContext context);

    /** Returns the store's result, of the same type as the model's. */
    Uni<?> inStore(HistoryContext context);

    /** Moves the clock before the step, for store and model. */
    default void arrive(HistoryContext context) {}

    record RequestedLine(char title, int quantity) {
        @Override
        public String toString() {
            return quantity + " " + title;
        }
    }

    record Reserve(int order, List<RequestedLine> lines) implements HistoryStep {
        @Override
        public Object inModel(HistoryContext context) {
            return context.model().reserve(context.order(order), lines(context), context.expiry());
        }

        @Override
        public Uni<?> inStore(HistoryContext context) {
            return context.reservations()
                    .reserve(context.order(order), lines(context), context.now(), context.expiry());
        }

        private List<Line> lines(HistoryContext context) {
            return lines.stream()
                    .map(line -> new Line(context.book(line.title()), line.quantity()))
                    .toList();
        }

        @Override
        public String toString() {
            return lines.stream()
                    .map(RequestedLine::toString)
                    .collect(Collectors.joining(" + ", "reserve #" + order + " ", ""));
        }
    }

    record Confirm(int order) implements HistoryStep {
        @Override
        public Object inModel(HistoryContext context) {
            return context.model().confirm(context.order(order));
        }

        @Override
        public Uni<?> inStore(HistoryContext context) {
            return context.reservations().confirm(context.order(order), context.now());
        }

        @Override
        public String toString() {
            return "confirm #" + order;
        }
    }

    record Release(int order) implements HistoryStep {
        @Override
        public Object inModel(HistoryContext context) {
            return context.model().release(context.order(order), context.now());
        }

        @Override
        public Uni<?> inStore(HistoryContext context) {
            return context.reservations().release(context.order(order), context.now());
        }

        @Override
        public String toString() {
            return "release #" + order;
        }
    }

    /** Cancels an order, which restocks its sale. */
    record Cancel(int order) implements HistoryStep {
        @Override
        public Object inModel(HistoryContext context) {
            return context.model().restock(context.order(order));
        }

        @Override
        public Uni<?> inStore(HistoryContext context) {
            return context.reservations().restock(context.order(order), context.now());
        }

        @Override
        public String toString() {
            return "cancel #" + order;
        }
    }

    /** Moves the clock on, and releases expired reservations. */
    record Expire(int seconds) implements HistoryStep {
        private static final int ALL = 1000;

        @Override
        public void arrive(HistoryContext context) {
            context.pass(Duration.ofSeconds(seconds));
        }

        @Override
        public Object inModel(HistoryContext context) {
            return context.model().releaseExpired(context.now());
        }

        @Override
        public Uni<?> inStore(HistoryContext context) {
            return context.reservations().releaseExpired(context.now(), ALL).map(Swept::released);
        }

        @Override
        public String toString() {
            return "expire after " + seconds + " s";
        }
    }

    /** Counts the sales so far. */
    record Count() implements HistoryStep {
        private static final int ALL = 1000;

        @Override
        public Object inModel(HistoryContext context) {
            return context.model().countSales();
        }

        @Override
        public Uni<?> inStore(HistoryContext context) {
            return context.reservations().countSales(ALL);
        }

        @Override
        public String toString() {
            return "count";
        }
    }

    /** Changes the stock by hand. */
    record Shelve(char title, int delta) implements HistoryStep {
        @Override
        public Object inModel(HistoryContext context) {
            return context.model().addStock(context.book(title), delta);
        }

        @Override
        public Uni<?> inStore(HistoryContext context) {
            return context.books()
                    .addStock(context.book(title), delta, new Edit("admin", context.now()))
                    .map(change ->
                            switch (change) {
                                case StockChange.Changed(var book) -> book.stockQuantity();
                                case StockChange.OutOfRange(int onHand) -> onHand;
                                case StockChange.NoSuchBook(), StockChange.Stale() ->
                                        throw new IllegalStateException(change.toString());
                            });
        }

        @Override
        public String toString() {
            return "shelve %+d %s".formatted(delta, title);
        }
    }
}
