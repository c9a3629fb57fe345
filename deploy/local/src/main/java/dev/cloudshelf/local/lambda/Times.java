package dev.cloudshelf.local.lambda;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What requests took, of cold instances and of warm ones. */
final class Times {

    /** As many as tell a median well; the oldest go. */
    private static final int KEPT_MAX = 1000;

    private final String name;
    private final PrintStream out;
    private final List<Long> coldNanos = new ArrayList<>();
    private final List<Long> warmNanos = new ArrayList<>();

    Times(String name, PrintStream out) {
        this.name = name;
        this.out = out;
    }

    /** Each start is told of at once. */
    synchronized void add(Reply reply) {
        switch (reply) {
            case Reply.Answered answered when answered.startNanos() > 0 -> {
                keep(coldNanos, answered.startNanos());
                out.printf(
                        "event=cold-start function=%s ms=%s%n",
                        name, millis(answered.startNanos()));
            }
            case Reply.Answered answered -> keep(warmNanos, answered.nanos());
            case Reply.Failed failed ->
                    out.printf("event=function-error function=%s error=%s%n", name, failed.error());
        }
    }

    private static void keep(List<Long> kept, long nanos) {
        if (kept.size() == KEPT_MAX) {
            kept.removeFirst();
        }
        kept.add(nanos);
    }

    /** A line for people and for what reads JSON. */
    synchronized String toJson() {
        return "{\"function\": \"%s\", \"cold\": %s, \"warm\": %s}\n"
                .formatted(name, figures(coldNanos), figures(warmNanos));
    }

    private static String figures(List<Long> nanos) {
        if (nanos.isEmpty()) {
            return "{\"count\": 0}";
        }
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return "{\"count\": %d, \"median_ms\": %s, \"max_ms\": %s}"
                .formatted(
                        sorted.size(),
                        millis(sorted.get(sorted.size() / 2)),
                        millis(sorted.getLast()));
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
    }
}
