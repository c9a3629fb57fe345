package dev.cloudshelf.systemtests.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found to be wrong. Keeps the first of each kind, and counts the others. Thread-safe. */
final class Violations {

    private static final int KEPT_MAX = 20;

    private final Map<Invariant, Integer> counts = new EnumMap<>(Invariant.class);
    private final List<Violation> kept = new ArrayList<>();

    synchronized void add(Violation violation) {
        if (counts.merge(violation.invariant(), 1, Integer::sum) <= KEPT_MAX) {
            kept.add(violation);
        }
    }

    void add(Invariant invariant, String what) {
        add(new Violation(invariant, what));
    }

    synchronized int of(Invariant invariant) {
        return counts.getOrDefault(invariant, 0);
    }

    synchronized boolean isEmpty() {
        return kept.isEmpty();
    }

    synchronized List<Violation> kept() {
        return List.copyOf(kept);
    }
}
