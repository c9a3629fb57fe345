package dev.cloudshelf.catalog.store;

import dev.cloudshelf.catalog.domain.ReservationStore.Swept;
import dev.cloudshelf.catalog.domain.ReservationStore.Unreleased;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Releases expired reservations one by one. One that cannot be released is put off, so that it does
 * not block the others.
 *
 * @param release returns whether this call released the order
 * @param putOff moves the order's expiry on by {@link #PUT_OFF} and counts the failure; returns the
 *     number of failures, or 0 if the order is no longer reserved
 */
public record ExpirySweep(
        Function<String, Uni<Boolean>> release, Function<String, Uni<Integer>> putOff) {

    public static final Duration PUT_OFF = Duration.ofMinutes(5);

    /**
     * After so many reservations in a row that can be neither released nor put off, the store
     * counts as unreachable.
     */
    private static final int STORE_FAILURES_IN_A_ROW_MAX = 3;

    /**
     * Sweeps over the orders.
     *
     * @return fails when the store is unreachable
     */
    public Uni<Swept> over(List<String> orders) {
        return Uni.createFrom().deferred(() -> new Run().over(orders));
    }

    private final class Run {
        private final List<Unreleased> failed = new ArrayList<>();
        private int released;
        private int storeFailuresInARow;

        Uni<Swept> over(List<String> orders) {
            return Multi.createFrom()
                    .iterable(orders)
                    .onItem()
                    .transformToUniAndConcatenate(this::sweep)
                    .collect()
                    .last()
                    .chain(done -> result());
        }

        private Uni<Void> sweep(String order) {
            if (storeFailuresInARow == STORE_FAILURES_IN_A_ROW_MAX) {
                return Uni.createFrom().voidItem();
            }
            return Uni.createFrom()
                    .deferred(() -> release.apply(order))
                    .invoke(now -> {
                        released += now ? 1 : 0;
                        storeFailuresInARow = 0;
                    })
                    .replaceWithVoid()
                    .onFailure()
                    .recoverWithUni(cause -> putOff(order, cause));
        }

        private Uni<Void> putOff(String order, Throwable cause) {
            return Uni.createFrom()
                    .deferred(() -> putOff.apply(order))
                    .invoke(failures -> {
                        storeFailuresInARow = 0;
                        if (failures > 0) {
                            failed.add(new Unreleased(order, failures, cause));
                        }
                    })
                    .replaceWithVoid()
                    .onFailure()
                    .recoverWithUni(storeFailure -> {
                        storeFailuresInARow++;
                        failed.add(new Unreleased(order, 0, cause));
                        return Uni.createFrom().voidItem();
                    });
        }

        private Uni<Swept> result() {
            boolean nothingWorked = released == 0 && failed.size() == storeFailuresInARow;
            return nothingWorked && storeFailuresInARow == STORE_FAILURES_IN_A_ROW_MAX
                    ? Uni.createFrom().failure(failed.getLast().cause())
                    : Uni.createFrom().item(new Swept(released, failed));
        }
    }
}
