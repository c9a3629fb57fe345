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
 * One thing that happens to the shop. Names are short and tell all, because a failure prints the
 * whole history. Every step makes sense after every other, so that shrinking may leave any out.
 */
sealed interface HistoryStep {

    /** What the model answers, after {@link #arrive}. */
    Object inModel(HistoryContext context);

    /** What the store answers; of the same type as the model's answer. */
    Uni<?> inStore(HistoryContext context);

    /** Time may pass before the step; for both sides the same. */
    default void arrive(HistoryContext context) {}

    record RequestedLine(char title, int quantity) {
        @Override
        public String toString() {
            return quantity + " " + title;
        }
    }

    record Reserve(int order, List<RequestedLine> wishes) implements HistoryStep {
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
            return wishes.stream()
                    .map(wish -> new Line(context.book(wish.title()), wish.quantity()))
                    .toList();
        }

        @Override
        public String toString() {
            return wishes.stream()
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

    /** A cancelled order takes its sale back. */
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

    /** Time goes on, and what has expired is released. */
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

    /** What was sold is counted, so far. */
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

    /** Copies come from the printer, or are taken off the shelf. */
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
