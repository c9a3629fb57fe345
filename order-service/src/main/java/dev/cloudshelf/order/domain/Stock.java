package dev.cloudshelf.order.domain;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/**
 * The catalogue's stock. An order's reservation ends either confirmed or released, never both, and
 * only a confirmed one can be taken back; asking again answers the same. A catalogue that does not
 * answer, or answers nonsense, fails with {@link dev.cloudshelf.kernel.Unavailable}.
 */
public interface Stock {

    /** Sets all lines aside, or none. */
    Uni<Reservation> reserve(UUID orderId, List<Line> lines);

    /** Makes the reserved copies sold. */
    Uni<Confirmation> confirm(UUID orderId);

    /** Gives the copies back, and sees to it that a reservation still on its way is refused. */
    Uni<Release> release(UUID orderId);

    /** Puts sold copies back on sale, once however often it is asked. */
    Uni<Restock> restock(UUID orderId);

    /** What became of a wish to reserve. */
    sealed interface Reservation {

        /**
         * @param lines with the title and price that count, at least one
         */
        record Held(List<PricedLine> lines) implements Reservation {
            public Held {
                lines = List.copyOf(lines);
            }
        }

        record Shortfall(List<Shortage> lines) implements Reservation {
            public Shortfall {
                lines = List.copyOf(lines);
            }
        }

        /** There was a reservation for this order, and it has ended. */
        record Ended() implements Reservation {}
    }

    /** What became of a wish to confirm. */
    sealed interface Confirmation {

        /**
         * @param lines what was sold, at least one
         */
        record Sold(List<PricedLine> lines) implements Confirmation {
            public Sold {
                lines = List.copyOf(lines);
            }
        }

        /** Nothing is held for this order any more. */
        record NothingHeld() implements Confirmation {}
    }

    /** What became of a wish to release. */
    enum Release {
        RELEASED,
        ALREADY_SOLD
    }

    /** What became of a wish to put sold copies back on sale. */
    enum Restock {
        RESTOCKED,
        /** The catalogue knows of no such sale, and will not later either. */
        NEVER_SOLD
    }
}
