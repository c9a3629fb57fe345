package dev.cloudshelf.systemtests.bench;

import dev.cloudshelf.systemtests.bench.Load.Figures;
import dev.cloudshelf.systemtests.cloud.Machine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a catalogue costs at each of its sizes, as a page of Markdown. */
final class CatalogueResults {

    private static final double BY_ID_P99_MILLIS_MAX = 10;
    private static final double BY_ID_CPU_MILLIS_MAX = 0.08;
    private static final double OF_BARE_READS_MIN = 0.5;
    private static final double DEEP_PAGE_MAX = 1.2;
    private static final double SEARCH_GROWTH_MAX = 3;

    /** Two runs of the same are as far apart as that. */
    private static final double BY_ID_GROWTH_MAX = 1.2;

    private final Machine machine;
    private final List<Size> sizes = new ArrayList<>();
    private boolean allHold = true;

    private record Pages(Figures first, Figures deep) {
        double timesFirst() {
            return deep.p50Millis() / first.p50Millis();
        }
    }

    /** The figures of one size. */
    static final class Size {
        private final long books;
        private final BookImport imported;
        private final Map<Question, Figures> figures = new EnumMap<>(Question.class);
        private final List<Pages> pages = new ArrayList<>();
        private final List<Figures> byId = new ArrayList<>();
        private final List<Double> bareReads = new ArrayList<>();

        Size(long books, BookImport imported) {
            this.books = books;
            this.imported = imported;
        }

        /**
         * @param bareReadsPerSecond right after it
         */
        void addById(Figures measured, double bareReadsPerSecond) {
            byId.add(measured);
            bareReads.add(bareReadsPerSecond);
        }

        /** The turn in the middle, by processor time. */
        private Figures byId() {
            return Load.middle(byId, Figures::cpuMillisPerRequest);
        }

        /** In the middle of all turns. */
        private double shareOfBareReads() {
            return IntStream.range(0, byId.size())
                    .mapToDouble(turn -> byId.get(turn).perSecond() / bareReads.get(turn))
                    .sorted()
                    .toArray()[byId.size() / 2];
        }

        private String sharesOfBareReads() {
            return IntStream.range(0, byId.size())
                    .mapToObj(turn ->
                            String.format(
                                    Locale.ROOT,
                                    "%.0f of %.0f/s",
                                    byId.get(turn).perSecond(),
                                    bareReads.get(turn)))
                    .collect(Collectors.joining(", "));
        }

        void add(Question question, Figures measured) {
            figures.put(question, measured);
        }

        /** One turn: what the machine gives changes from one second to the next. */
        void addPages(Figures first, Figures deep) {
            pages.add(new Pages(first, deep));
        }

        /** The turn in the middle, by how the pages compare. */
        private Pages pages() {
            return Load.middle(pages, Pages::timesFirst);
        }

        private Figures of(Question question) {
            Figures measured = figures.get(question);
            if (measured == null) {
                throw new IllegalStateException("Not measured: " + question);
            }
            return measured;
        }
    }

    CatalogueResults(Machine machine) {
        this.machine = machine;
    }

    void add(Size size) {
        sizes.add(size);
    }

    /** After {@link #toMarkdown}. */
    boolean allBoundsHold() {
        return allHold;
    }

    String toMarkdown(LocalDate date) {
        StringBuilder page = new StringBuilder();
        page.append("# Catalogue by size, ").append(date).append("\n\n");
        page.append(
                """
                GET over loopback, straight to catalog-service, on the JVM; store and load generator share the cores. \
                GET /books/{id} at 8 connections, everything else at 2.

                """);
        page.append(machine.toMarkdown());
        if (machine.isBusy()) {
            page.append(
                    line(
                            "%nBefore the bench the machine was busy with something else to %.0f"
                                    + " %%: the figures are worse than they would be.",
                            machine.busyShare() * 100));
        }
        for (Size size : sizes) {
            page.append(table(size));
        }
        if (sizes.size() > 1) {
            page.append(growth(sizes.getFirst(), sizes.getLast()));
        }
        return page.toString();
    }

    private String table(Size size) {
        StringBuilder text = new StringBuilder(line("%n## %,d books%n", size.books));
        text.append(
                """
                | request | requests/s | p50 ms | p99 ms | CPU-ms of the service | bound | holds |
                |---|---:|---:|---:|---:|---|---|
                """);
        Figures byId = size.byId();
        boolean byIdHolds =
                byId.p99Millis() <= BY_ID_P99_MILLIS_MAX
                        && byId.cpuMillisPerRequest() <= BY_ID_CPU_MILLIS_MAX;
        text.append(row("GET /books/{id}", byId, "p99 10 ms, 0.08 CPU-ms", byIdHolds));
        for (Question question : Question.values()) {
            Figures figures = size.of(question);
            int max = question.p99MillisMax();
            text.append(
                    max == 0
                            ? row(question.what(), figures, "", true)
                            : row(
                                    question.what(),
                                    figures,
                                    "p99 %d ms".formatted(max),
                                    figures.p99Millis() <= max));
        }
        Pages pages = size.pages();
        text.append(row("page 1 by title", pages.first(), "", true));
        text.append(
                row(
                        "page %,d by title".formatted(Math.min(10_000, size.books / 20)),
                        pages.deep(),
                        "p50 at most 1.2 times that of page 1, in the middle of %d turns"
                                .formatted(size.pages.size()),
                        pages.timesFirst() <= DEEP_PAGE_MAX));
        text.append(
                line(
                        "%nOf what the client alone reads, the service answers %.0f %% in the middle"
                                + " of %d turns, at least 50 %%: %s (%s).",
                        size.shareOfBareReads() * 100,
                        size.byId.size(),
                        holds(size.shareOfBareReads() >= OF_BARE_READS_MIN),
                        size.sharesOfBareReads()));
        BookImport imported = size.imported;
        text.append(
                line(
                        "%nImport, broken off and started again: %.0f rows/s%s; memory"
                                + " of catalog-service at most %d MB, bound 300 MB: %s. The second"
                                + " run created %,d and found %,d unchanged.",
                        imported.rowsPerSecond(),
                        size.books < BookImport.BOUND_FROM_ROWS
                                ? ""
                                : ", at least 3,000: "
                                        + holds(
                                                imported.rowsPerSecond()
                                                        >= BookImport.ROWS_PER_SECOND_MIN),
                        imported.memoryMaxBytes() / 1_000_000,
                        holds(
                                imported.memoryMaxBytes()
                                        <= BookImport.MEMORY_MAX_MEGABYTES * 1_000_000L),
                        imported.created(),
                        imported.again()));
        return text.toString();
    }

    private String growth(Size small, Size large) {
        double search =
                large.of(Question.SEARCH).p50Millis() / small.of(Question.SEARCH).p50Millis();
        double byId = large.byId().p50Millis() / small.byId().p50Millis();
        return line(
                "%nFrom %,d to %,d books the median of search grows %.1f times, at most 3: %s; that"
                        + " of GET /books/{id} %.2f times, at most 1.2: %s.",
                small.books,
                large.books,
                search,
                holds(search <= SEARCH_GROWTH_MAX),
                byId,
                holds(byId <= BY_ID_GROWTH_MAX));
    }

    private String row(String what, Figures figures, String bound, boolean held) {
        return line(
                "| %s | %.0f | %.2f | %.2f | %.3f | %s | %s |",
                what,
                figures.perSecond(),
                figures.p50Millis(),
                figures.p99Millis(),
                figures.cpuMillisPerRequest(),
                bound,
                bound.isEmpty() ? "" : holds(held));
    }

    private String holds(boolean held) {
        allHold = allHold && held;
        return held ? "yes" : "**no**";
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format + "%n", values);
    }
}
