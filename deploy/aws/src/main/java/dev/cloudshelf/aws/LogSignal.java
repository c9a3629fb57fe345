package dev.cloudshelf.aws;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.Unit;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/**
 * Lines of the services' logs that an alarm waits for. Nobody scrapes the metrics of a function, so
 * CloudWatch counts the lines. All services count into one metric for each signal: the alarm says
 * what happened, and the log says where.
 *
 * @param metricName in the namespace {@link Names#metrics}
 * @param writers the services whose logs may have such lines
 * @param patterns each the terms that a line has to have, all of them
 */
record LogSignal(String metricName, Set<Service> writers, List<List<String>> patterns) {

    /** As the services' log lines have it. */
    static final String SECURITY_CATEGORY = "dev.cloudshelf.security";

    static final LogSignal TOKENS_REUSED =
            new LogSignal(
                    "TokensReused", Set.of(Service.ACCOUNT), List.of(security("token-reused")));

    static final LogSignal SIGN_INS_REJECTED =
            new LogSignal(
                    "SignInsRejected",
                    Set.of(Service.ACCOUNT),
                    List.of(security("sign-in-rejected"), security("throttled")));

    static final LogSignal ACCESS_NOT_CHECKED =
            new LogSignal(
                    "AccessNotChecked",
                    Set.of(Service.CATALOG, Service.ORDER),
                    List.of(security("access-not-checked")));

    /**
     * Whatever a service logs as an error: due work that was not done, reservations that could not
     * be released, orders that should have been settled, effects and emails that were given up, and
     * requests that failed. Lambda counts none of them, since the function answered.
     */
    static final LogSignal ERRORS_LOGGED =
            new LogSignal(
                    "ErrorsLogged",
                    Set.of(Service.values()),
                    List.of(List.of("ERROR [dev.cloudshelf.")));

    private static final List<LogSignal> OF_SIGN_INS =
            List.of(TOKENS_REUSED, SIGN_INS_REJECTED, ACCESS_NOT_CHECKED);

    LogSignal {
        writers = Set.copyOf(writers);
        patterns = List.copyOf(patterns);
    }

    /** The blank keeps one event's name from being the beginning of another's. */
    private static List<String> security(String event) {
        return List.of("[" + SECURITY_CATEGORY + "]", "event=" + event + " ");
    }

    /** Returns what is counted: where a user pool signs people in, the pool tells of sign-ins. */
    static List<LogSignal> all(Plan plan) {
        Stream<LogSignal> ofSignIns =
                plan.settings().pool().isEmpty() ? OF_SIGN_INS.stream() : Stream.empty();
        return Stream.concat(ofSignIns, Stream.of(ERRORS_LOGGED)).toList();
    }

    /** Counts the lines of one service. */
    static void count(Construct scope, Plan plan, Service service, LogGroup log) {
        all(plan).stream()
                .filter(signal -> signal.writers.contains(service))
                .forEach(signal -> signal.count(scope, plan, log));
    }

    private void count(Construct scope, Plan plan, LogGroup log) {
        for (int i = 0; i < patterns.size(); i++) {
            MetricFilter.Builder.create(scope, metricName + (i == 0 ? "" : i + 1))
                    .logGroup(log)
                    .metricNamespace(plan.names().metrics())
                    .metricName(metricName)
                    .metricValue("1")
                    .unit(Unit.COUNT)
                    .filterPattern(FilterPattern.allTerms(patterns.get(i).toArray(String[]::new)))
                    .build();
        }
    }
}
