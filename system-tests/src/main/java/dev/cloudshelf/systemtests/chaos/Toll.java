package dev.cloudshelf.systemtests.chaos;

import java.util.EnumMap;
import java.util.Map;

/** What was killed how often. A kill at a named point counts for its victim too. Thread-safe. */
final class Toll {

    private final Map<Victim, Integer> byVictim = new EnumMap<>(Victim.class);
    private final Map<Point, Integer> byPoint = new EnumMap<>(Point.class);

    synchronized void add(Victim victim) {
        byVictim.merge(victim, 1, Integer::sum);
    }

    synchronized void add(Point point) {
        byPoint.merge(point, 1, Integer::sum);
    }

    synchronized int of(Victim victim) {
        return byVictim.getOrDefault(victim, 0);
    }

    synchronized int of(Point point) {
        return byPoint.getOrDefault(point, 0);
    }

    synchronized int all() {
        return byVictim.values().stream().mapToInt(Integer::intValue).sum();
    }
}
