package dev.cloudshelf.systemtests.chaos;

import dev.cloudshelf.systemtests.cloud.Machine;
import dev.cloudshelf.systemtests.cloud.Phase;
import java.time.LocalDate;

/** What was killed in a run, and what held. */
public final class Report {

    private final Phase phase;
    private final long seed;
    private final Toll toll;
    private final Totals totals;
    private final Violations found;

    Report(Phase phase, long seed, Toll toll, Totals totals, Violations found) {
        this.phase = phase;
        this.seed = seed;
        this.toll = toll;
        this.totals = totals;
        this.found = found;
    }

    public int kills() {
        return toll.all();
    }

    public boolean everythingHeld() {
        return found.isEmpty();
    }

    /** After each round. */
    String line() {
        return "Round %d: %d kills, %d orders confirmed and %d cancelled so far: %s"
                .formatted(
                        totals.rounds(),
                        toll.all(),
                        totals.confirmed(),
                        totals.cancelled(),
                        found.isEmpty() ? "everything holds" : "NOT EVERYTHING HOLDS");
    }

    /** A page of Markdown: what was killed how often, which invariants held, and what did not. */
    public String toMarkdown(Machine machine, LocalDate date) {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # Chaos of %s

                Phase %s, seed %d; %d rounds, %d kills.

                %s
                | killed | times |
                |---|---:|
                """
                        .formatted(
                                date,
                                phase.text(),
                                seed,
                                totals.rounds(),
                                toll.all(),
                                machine.toMarkdown()));
        for (Victim victim : Victim.in(phase)) {
            page.append("| %s | %d |%n".formatted(victim.title(), toll.of(victim)));
        }
        page.append(
                """

                | of these at the point | who died | times |
                |---|---|---:|
                """);
        for (Point point : Point.values()) {
            page.append(
                    "| %s | %s | %d |%n"
                            .formatted(point.title(), point.victim().title(), toll.of(point)));
        }
        page.append(
                """

                %d customers sent %d keys. %d orders with %d copies were confirmed, %d cancelled; %d keys were answered with a refusal. %s copies were put into carts and not taken out again: %d were bought, %d are left.

                | what has to hold | held |
                |---|---|
                """
                        .formatted(
                                totals.carts(),
                                totals.keys(),
                                totals.confirmed(),
                                totals.copies(),
                                totals.cancelled(),
                                totals.refused(),
                                inWords(totals.putIn()),
                                totals.copies(),
                                totals.left()));
        for (Invariant invariant : Invariant.values()) {
            int times = found.of(invariant);
            page.append(
                    "| %s | %s |%n"
                            .formatted(
                                    invariant.sentence(),
                                    times == 0 ? "yes" : "**no**, %d times".formatted(times)));
        }
        if (!found.isEmpty()) {
            page.append("\n");
            found.kept()
                    .forEach(violation ->
                            page.append(
                                    "- %s: %s%n"
                                            .formatted(
                                                    violation.invariant().sentence(),
                                                    violation.what())));
        }
        return page.toString();
    }

    private static String inWords(Range copies) {
        return copies.min() == copies.max()
                ? Integer.toString(copies.min())
                : copies.min() + " to " + copies.max();
    }
}
