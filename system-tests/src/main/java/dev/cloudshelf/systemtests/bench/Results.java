package dev.cloudshelf.systemtests.bench;

import dev.cloudshelf.systemtests.bench.Load.Figures;
import dev.cloudshelf.systemtests.cloud.Machine;
import dev.cloudshelf.systemtests.cloud.Service;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The figures of one bench, as a page of Markdown. */
final class Results {

    private static final int MEMORY_MAX_MEGABYTES = 250;

    private final Machine machine;
    private final Map<Workload, Figures> figures = new EnumMap<>(Workload.class);
    private final Map<Service, Long> startMillis = new EnumMap<>(Service.class);
    private final Map<Service, Long> idleBytes = new EnumMap<>(Service.class);
    private final Map<Service, Long> loadedBytes = new EnumMap<>(Service.class);

    Results(Machine machine) {
        this.machine = machine;
    }

    void add(Workload workload, Figures measured) {
        figures.put(workload, measured);
    }

    void addStart(Service service, long millis) {
        startMillis.put(service, millis);
    }

    void addIdleMemory(Service service, long bytes) {
        idleBytes.put(service, bytes);
    }

    void addMemoryAfterLoad(Service service, long bytes) {
        loadedBytes.put(service, bytes);
    }

    boolean allBoundsHold() {
        return figures.entrySet().stream().allMatch(e -> e.getKey().bound().isHeldBy(e.getValue()))
                && loadedBytes.values().stream().noneMatch(Results::isTooMuch);
    }

    private static boolean isTooMuch(long bytes) {
        return bytes > MEMORY_MAX_MEGABYTES * 1_000_000L;
    }

    String toMarkdown(LocalDate date) {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # Bench of %s

                Over loopback, straight to the services, on the JVM; stores and load generator share the cores.

                | processor | cores | memory | kernel | JVM |
                |---|---:|---:|---|---|
                | %s | %d | %d GiB | %s | %s |
                """
                        .formatted(
                                date,
                                machine.processor(),
                                machine.cores(),
                                machine.memoryGibibytes(),
                                machine.kernel(),
                                machine.java()));
        if (machine.isBusy()) {
            page.append(
                    String.format(
                            Locale.ROOT,
                            "%nBefore the bench the machine was busy with something else to %.0f %%: the"
                                    + " figures are worse than they would be.%n",
                            machine.busyShare() * 100));
        }
        page.append(
                """

                | request | connections | requests/s | p50 ms | p99 ms | refused | CPU-ms per request | bound | holds |
                |---|---:|---:|---:|---:|---:|---:|---|---|
                """);
        figures.forEach((workload, measured) -> page.append(row(workload, measured)));
        page.append(
                """

                | service | start to first 200 | memory idle | memory after load | at most | holds |
                |---|---:|---:|---:|---:|---|
                """);
        for (Service service : Service.values()) {
            page.append(row(service));
        }
        return page.toString();
    }

    private static String row(Workload workload, Figures measured) {
        String bound = workload.bound().inWords();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.2f | %.2f | %d | %.3f | %s | %s |%n",
                workload.request(),
                workload.connections(),
                measured.perSecond(),
                measured.p50Millis(),
                measured.p99Millis(),
                measured.refused(),
                measured.cpuMillisPerRequest(),
                bound,
                bound.isEmpty() ? "" : yesNo(workload.bound().isHeldBy(measured)));
    }

    private String row(Service service) {
        long loaded = loadedBytes.getOrDefault(service, 0L);
        return String.format(
                Locale.ROOT,
                "| %s | %.2f s | %d MB | %d MB | %d MB | %s |%n",
                service.fullName(),
                startMillis.getOrDefault(service, 0L) / 1e3,
                idleBytes.getOrDefault(service, 0L) / 1_000_000,
                loaded / 1_000_000,
                MEMORY_MAX_MEGABYTES,
                yesNo(!isTooMuch(loaded)));
    }

    private static String yesNo(boolean holds) {
        return holds ? "yes" : "**no**";
    }
}
