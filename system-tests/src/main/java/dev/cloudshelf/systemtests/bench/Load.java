package dev.cloudshelf.systemtests.bench;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.OsProcess;
import dev.cloudshelf.systemtests.cloud.Phase;
import dev.cloudshelf.systemtests.cloud.Project;
import dev.cloudshelf.systemtests.cloud.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts load on a service with wrk and looks at what the service's process used meanwhile. */
final class Load {

    private static final int ROUND_SECONDS = 10;

    /** An odd number, so that one is in the middle. */
    private static final int MEASURED_ROUNDS = 3;

    /** What is asked of a service, and how. */
    interface Job {
        Service service();

        String script();

        int connections();

        /**
         * Of the load generator's; by default each connection has one, and customers of its own.
         */
        default int threads() {
            return connections();
        }

        /** Whether refusals are a figure like any other, and no reason to give up. */
        default boolean mayBeRefused(Phase phase) {
            return false;
        }
    }

    private static final int WARM_UP_ROUNDS_MAX = 24;

    /**
     * What is called less often than that may not be compiled yet, however steady it looks: the
     * compiler comes last where everything wants the cores.
     */
    private static final long WARM_UP_REQUESTS_MIN = 15_000;

    /** The service is warm when a round costs no less than this share of the cheapest before. */
    private static final double SETTLED = 0.95;

    /** One round alone may be disturbed by what else the machine does. */
    private static final int SETTLED_ROUNDS = 2;

    /** More than a few would make the others look cheap. */
    private static final double REFUSED_SHARE_MAX = 0.01;

    private static final Pattern FIGURES =
            Pattern.compile(
                    "measured requests=(\\d+) refused=(\\d+) failed=(\\d+) micros=(\\d+)"
                            + " p50_micros=(\\d+) p99_micros=(\\d+)");

    /**
     * What came out of one run.
     *
     * @param requests those that were answered with success
     * @param refused answered with another status, or not at all
     */
    record Figures(
            long requests,
            long refused,
            double perSecond,
            double p50Millis,
            double p99Millis,
            double cpuMillisPerRequest) {}

    private final LocalCloud cloud;
    private final Path input;
    private final int seconds;
    private final Map<Service, Long> answered = new EnumMap<>(Service.class);

    /**
     * @param input what the scripts read
     */
    Load(LocalCloud cloud, Path input) {
        this(cloud, input, ROUND_SECONDS);
    }

    /**
     * @param seconds that a round takes
     */
    Load(LocalCloud cloud, Path input, int seconds) {
        this.cloud = cloud;
        this.input = input;
        this.seconds = seconds;
    }

    /**
     * Puts load on until a request costs no less than in the rounds before, because the virtual
     * machine has compiled what it runs. The first requests of all may take longer than anybody
     * waits, so none has to be answered as it should.
     *
     * @throws IOException when wrk fails
     */
    void warmUp(Job workload) throws IOException, InterruptedException {
        double cheapest = Double.MAX_VALUE;
        int settled = 0;
        for (int round = 1; round <= WARM_UP_ROUNDS_MAX && !isWarm(workload, settled); round++) {
            double cost = round(workload, workload + "-warm-up-" + round).cpuMillisPerRequest();
            settled = cost > cheapest * SETTLED ? settled + 1 : 0;
            cheapest = Math.min(cheapest, cost);
        }
    }

    /**
     * The round in the middle of several, by processor time, with percentiles from the middle as
     * well: one round alone may be disturbed by what else the machine does, and two slow requests
     * of two hundred are its 99th percentile.
     *
     * @throws IOException when wrk fails, or more than a few requests are refused that should not
     */
    Figures measure(Job workload) throws IOException, InterruptedException {
        List<Figures> rounds = new ArrayList<>();
        for (int round = 1; round <= MEASURED_ROUNDS; round++) {
            rounds.add(measure(workload, round));
        }
        Figures middle = middle(rounds, Figures::cpuMillisPerRequest);
        return new Figures(
                middle.requests(),
                middle.refused(),
                middle.perSecond(),
                middle(rounds, Figures::p50Millis).p50Millis(),
                middle(rounds, Figures::p99Millis).p99Millis(),
                middle.cpuMillisPerRequest());
    }

    /** The one in the middle, by a figure. */
    static <T> T middle(List<T> several, ToDoubleFunction<T> figure) {
        return several.stream()
                .sorted(Comparator.comparingDouble(figure))
                .toList()
                .get(several.size() / 2);
    }

    /**
     * One round of several.
     *
     * @throws IOException when wrk fails, or more than a few requests are refused that should not
     */
    Figures measure(Job workload, int round) throws IOException, InterruptedException {
        Figures measured = round(workload, workload + "-measured-" + round);
        if (measured.refused() > measured.requests() * REFUSED_SHARE_MAX
                && !workload.mayBeRefused(cloud.phase())) {
            throw new IOException(
                    "%d of %d requests of %s were refused: see %s"
                            .formatted(
                                    measured.refused(),
                                    measured.requests(),
                                    workload.script(),
                                    cloud.logs()));
        }
        return measured;
    }

    private boolean isWarm(Job workload, int settled) {
        return settled >= SETTLED_ROUNDS
                && answered.getOrDefault(workload.service(), 0L) >= WARM_UP_REQUESTS_MIN;
    }

    private Figures round(Job workload, String run) throws IOException, InterruptedException {
        OsProcess service = cloud.component(workload.service()).process();
        long cpuBefore = service.cpuMillis();
        Matcher figures = wrk(workload, run);
        long cpuMillis = service.cpuMillis() - cpuBefore;
        long refused = number(figures, 2) + number(figures, 3);
        long requests = number(figures, 1) - number(figures, 2);
        answered.merge(workload.service(), requests, Long::sum);
        return new Figures(
                requests,
                refused,
                requests * 1e6 / number(figures, 4),
                number(figures, 5) / 1e3,
                number(figures, 6) / 1e3,
                (double) cpuMillis / requests);
    }

    private static long number(Matcher figures, int group) {
        return Long.parseLong(figures.group(group));
    }

    private Matcher wrk(Job workload, String run) throws IOException, InterruptedException {
        Path scripts = Project.root().resolve("system-tests/bench/wrk");
        ProcessBuilder wrk =
                new ProcessBuilder(
                                "wrk",
                                "--threads",
                                Integer.toString(workload.threads()),
                                "--connections",
                                Integer.toString(workload.connections()),
                                "--duration",
                                seconds + "s",
                                "--script",
                                scripts.resolve(workload.script()).toString(),
                                cloud.address(workload.service()).toString())
                        .redirectErrorStream(true);
        wrk.environment().put("LUA_PATH", scripts.resolve("?.lua") + ";;");
        wrk.environment().put("BENCH_INPUT", input.toString());
        wrk.environment().put("BENCH_RUN", run);
        Process process = wrk.start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher figures = FIGURES.matcher(printed);
        if (process.waitFor() != 0 || !figures.find()) {
            throw new IOException("wrk with " + workload.script() + " failed:\n" + printed);
        }
        return figures;
    }
}
