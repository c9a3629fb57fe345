package dev.cloudshelf.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** Errors, throttles, the slowest of a hundred, and work that was given up. */
final class ServiceAlarms extends Construct {

    private static final int ERRORS = 3;
    private static final int THROTTLES = 1;
    private static final int SLOW_MILLIS = 3000;
    private static final int SLOW_MINUTES = 3;

    private final List<Alarm> all;

    ServiceAlarms(Construct scope, Plan plan, Service service, Alias live, Queue deadLetters) {
        super(scope, "Alarms");
        String module = service.module();
        String function = plan.names().function(service);
        all =
                List.of(
                        Alarms.of(this, plan, "Errors")
                                .metric(lambda(function, "Errors", "Sum"))
                                .from(ERRORS)
                                .because(module + " fails: see the function's log."),
                        Alarms.of(this, plan, "Throttles")
                                .metric(lambda(function, "Throttles", "Sum"))
                                .from(THROTTLES)
                                .because(module + " is refused by Lambda: raise the concurrency."),
                        Alarms.of(this, plan, "Slow")
                                .metric(lambda(function, "Duration", "p99"))
                                .from(SLOW_MILLIS)
                                .forMinutes(SLOW_MINUTES)
                                .because(
                                        "One of a hundred requests to %s takes 3 s or more."
                                                .formatted(module)),
                        Alarms.of(this, plan, "GivenUp")
                                .metric(
                                        Alarms.metric(
                                                "AWS/SQS",
                                                "ApproximateNumberOfMessagesVisible",
                                                "Maximum",
                                                Map.of("QueueName", deadLetters.getQueueName())))
                                .from(1)
                                .because(
                                        "Due work of %s was given up: see the letters, then purge them."
                                                .formatted(module)));
    }

    /** As the alias has them, old and new version together while traffic moves. */
    private static Metric lambda(String function, String metric, String statistic) {
        return Alarms.metric(
                "AWS/Lambda",
                metric,
                statistic,
                Map.of("FunctionName", function, "Resource", function + ":" + Names.ALIAS));
    }

    /**
     * What takes a new version back. A letter from before it would take back every one, so that
     * dead letters are not among them.
     */
    List<Alarm> againstRelease() {
        return all.subList(0, 3);
    }
}
