package dev.cloudshelf.order;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gathers what comes one by one, so that one step does it for many: a while after the first, or as
 * soon as there are enough. What is gathered is lost with the process, so it has to be kept
 * elsewhere too.
 */
final class Gathering<T> {

    private final Duration wait;
    private final int enough;
    private final Consumer<List<T>> step;
    private List<T> gathered = new ArrayList<>();

    Gathering(Duration wait, int enough, Consumer<List<T>> step) {
        this.wait = wait;
        this.enough = enough;
        this.step = step;
    }

    void add(T one) {
        List<T> full = List.of();
        synchronized (this) {
            gathered.add(one);
            if (gathered.size() == 1) {
                Uni.createFrom()
                        .voidItem()
                        .onItem()
                        .delayIt()
                        .by(wait)
                        .subscribe()
                        .with(waited -> step(take()));
            }
            if (gathered.size() >= enough) {
                full = take();
            }
        }
        step(full);
    }

    private synchronized List<T> take() {
        List<T> taken = gathered;
        gathered = new ArrayList<>();
        return taken;
    }

    private void step(List<T> taken) {
        if (!taken.isEmpty()) {
            step.accept(taken);
        }
    }
}
