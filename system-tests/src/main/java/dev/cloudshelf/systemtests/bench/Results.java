package dev.cloudshelf.systemtests.bench;

import dev.cloudshelf.systemtests.bench.Load.Figures;
import dev.cloudshelf.systemtests.cloud.Machine;
import dev.cloudshelf.systemtests.cloud.Phase;
import dev.cloudshelf.systemtests.cloud.Service;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The figures of one bench, as a page of Markdown. */
final class Results {

    private static final int MEMORY_MAX_MEGABYTES = 250;
    private static final double ABOVE_RAW_MILLIS_MAX = 2;

    private final Phase phase;
    private final Machine machine;
    private final Map<Workload, Figures> figures = new EnumMap<>(Workload.class);
    private final Map<Workload, AboveRaw> aboveRaw = new EnumMap<>(Workload.class);
    private @Nullable SignInTimes signInTimes;
    private final Map<Service, Long> startMillis = new EnumMap<>(Service.class);
    private final Map<Service, Long> idleBytes = new EnumMap<>(Service.class);
    private final Map<Service, Long> loadedBytes = new EnumMap<>(Service.class);

    /** A request's time and that of the bare calls to the store that it makes. */
    private record AboveRaw(Figures request, RawTable.Times raw) {

        double difference() {
            return request.p50Millis() - raw.p50Millis();
        }

        boolean holds() {
            return difference() <= ABOVE_RAW_MILLIS_MAX;
        }
    }

    Results(Phase phase, Machine machine) {
        this.phase = phase;
        this.machine = machine;
    }

    void add(Workload workload, Figures measured) {
        figures.put(workload, measured);
    }

    /**
     * @param raw of the bare calls to the store that the request needs
     */
    void addRaw(Workload workload, RawTable.Times raw) {
        Figures measured = Objects.requireNonNull(figures.get(workload));
        aboveRaw.put(workload, new AboveRaw(measured, raw));
    }

    void setSignInTimes(SignInTimes measured) {
        signInTimes = measured;
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
        return figures.entrySet().stream()
                        .allMatch(e -> e.getKey().bound(phase).isHeldBy(e.getValue()))
                && aboveRaw.values().stream().allMatch(AboveRaw::holds)
                && (signInTimes == null || signInTimes.holds())
                && loadedBytes.values().stream().noneMatch(Results::isTooMuch);
    }

    private static boolean isTooMuch(long bytes) {
        return bytes > MEMORY_MAX_MEGABYTES * 1_000_000L;
    }

    String toMarkdown(LocalDate date) {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # Bench of %s, phase %s

                Over loopback, straight to the services, on the JVM; stores and load generator share the cores.

                | processor | cores | memory | kernel | JVM |
                |---|---:|---:|---|---|
                | %s | %d | %d GiB | %s | %s |
                """
                        .formatted(
                                date,
                                phase.text(),
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

                | request | connections | p50 ms | of the SDK's bare calls | above them | at most | holds | p99 ms | of the SDK's bare calls |
                |---|---:|---:|---:|---:|---:|---|---:|---:|
                """);
        aboveRaw.forEach((workload, both) -> page.append(rawRow(workload, both)));
        if (signInTimes != null) {
            page.append(signInRow(signInTimes));
        }
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

    private String row(Workload workload, Figures measured) {
        String bound = workload.bound(phase).inWords();
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
                bound.isEmpty() ? "" : yesNo(workload.bound(phase).isHeldBy(measured)));
    }

    private static String rawRow(Workload workload, AboveRaw both) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.2f | %.2f | %.2f | %.0f | %s | %.2f | %.2f |%n",
                workload.request(),
                workload.connections(),
                both.request().p50Millis(),
                both.raw().p50Millis(),
                both.difference(),
                ABOVE_RAW_MILLIS_MAX,
                yesNo(both.holds()),
                both.request().p99Millis(),
                both.raw().p99Millis());
    }

    private static String signInRow(SignInTimes times) {
        return String.format(
                Locale.ROOT,
                """

                | sign-in refused | wrong password, p50 ms | unknown e-mail, p50 ms | apart by | at most | holds |
                |---|---:|---:|---:|---:|---|
                | one at a time | %.2f | %.2f | %.1f %% | %.0f %% | %s |
                """,
                times.wrongPasswordMillis(),
                times.unknownEmailMillis(),
                times.difference() * 100,
                SignInTimes.DIFFERENCE_MAX * 100,
                yesNo(times.holds()));
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
