package dev.cloudshelf.systemtests.bench;

import dev.cloudshelf.systemtests.bench.StartUp.Started;
import dev.cloudshelf.systemtests.cloud.Machine;
import dev.cloudshelf.systemtests.cloud.Service;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The figures of cold starts, as a page of Markdown. */
final class ColdStartResults {

    /** How much of a plain start one with a cache may take. */
    private static final double CACHED_SHARE_MAX = 0.65;

    private final Machine machine;
    private final int starts;
    private final List<Row> rows = new ArrayList<>();

    private record Row(Service service, Form form, List<Started> times) {

        long medianMillis() {
            return sorted(Started::millis).get(times.size() / 2);
        }

        long slowestMillis() {
            return sorted(Started::millis).getLast();
        }

        long medianBytes() {
            return sorted(Started::memoryBytes).get(times.size() / 2);
        }

        private List<Long> sorted(ToLongFunction<Started> figure) {
            return times.stream().mapToLong(figure).sorted().boxed().toList();
        }
    }

    ColdStartResults(Machine machine, int starts) {
        this.machine = machine;
        this.starts = starts;
    }

    /**
     * @param times of the plain JVM come before those of other forms
     */
    void add(Service service, Form form, List<Started> times) {
        rows.add(new Row(service, form, List.copyOf(times)));
    }

    boolean boundHolds() {
        return rows.stream().allMatch(this::holds);
    }

    private boolean holds(Row row) {
        return row.form() != Form.CACHED || share(row) <= CACHED_SHARE_MAX;
    }

    /** Of what the same service takes on the plain JVM. */
    private double share(Row row) {
        return rows.stream()
                .filter(plain -> plain.service() == row.service() && plain.form() == Form.JVM)
                .mapToDouble(plain -> (double) row.medianMillis() / plain.medianMillis())
                .findFirst()
                .orElseThrow();
    }

    String toMarkdown(LocalDate date) {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # Cold starts of %s

                From the start of the process to the first answer that needed the service's store; %d starts of each, one form after the other.
                The stores and the rest of the cloud run on the same cores. Memory is what was there with that answer.

                | processor | cores | memory | kernel | JVM |
                |---|---:|---:|---|---|
                | %s | %d | %d GiB | %s | %s |

                | service | form | median | slowest | memory | share of plain JVM | at most | holds |
                |---|---|---:|---:|---:|---:|---:|---|
                """
                        .formatted(
                                date,
                                starts,
                                machine.processor(),
                                machine.cores(),
                                machine.memoryGibibytes(),
                                machine.kernel(),
                                machine.java()));
        rows.forEach(row -> page.append(line(row)));
        return page.toString();
    }

    private String line(Row row) {
        boolean bound = row.form() == Form.CACHED;
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.2f s | %.2f s | %d MB | %.2f | %s | %s |%n",
                row.service().fullName(),
                row.form().inWords(),
                row.medianMillis() / 1e3,
                row.slowestMillis() / 1e3,
                row.medianBytes() / 1_000_000,
                share(row),
                bound ? String.format(Locale.ROOT, "%.2f", CACHED_SHARE_MAX) : "",
                bound ? (holds(row) ? "yes" : "**no**") : "");
    }
}
