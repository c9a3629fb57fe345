package dev.cloudshelf.aws;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * An alarm in the making. Each looks at a minute or at some, and tells the topic when it goes off
 * and when it is over.
 */
final class Alarms {

    private final Construct scope;
    private final Plan plan;
    private final String id;
    private int minutes = 1;
    private double threshold;
    private ComparisonOperator comparison = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD;
    private @Nullable IMetric metric;

    private Alarms(Construct scope, Plan plan, String id) {
        this.scope = scope;
        this.plan = plan;
        this.id = id;
    }

    static Alarms of(Construct scope, Plan plan, String id) {
        return new Alarms(scope, plan, id);
    }

    static Metric metric(
            String namespace, String name, String statistic, Map<String, String> dimensions) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .statistic(statistic)
                .dimensionsMap(dimensions)
                .period(Duration.minutes(1))
                .build();
    }

    /**
     * @param minutes that one figure is of
     */
    static Metric logged(Plan plan, LogSignal signal, int minutes) {
        return Metric.Builder.create()
                .namespace(plan.names().metrics())
                .metricName(signal.metricName())
                .statistic("Sum")
                .period(Duration.minutes(minutes))
                .build();
    }

    Alarms metric(IMetric watched) {
        metric = watched;
        return this;
    }

    /** Off from this value on. */
    Alarms from(double value) {
        threshold = value;
        return this;
    }

    /** Off below this value. */
    Alarms below(double value) {
        threshold = value;
        comparison = ComparisonOperator.LESS_THAN_THRESHOLD;
        return this;
    }

    /** Off when it has been so for as many minutes in a row. */
    Alarms forMinutes(int inARow) {
        minutes = inARow;
        return this;
    }

    /**
     * @param description what has happened and what to do
     */
    Alarm because(String description) {
        Alarm alarm =
                Alarm.Builder.create(scope, id)
                        .metric(Objects.requireNonNull(metric))
                        .threshold(threshold)
                        .comparisonOperator(comparison)
                        .evaluationPeriods(minutes)
                        .alarmDescription(description)
                        // A quiet shop has no figures, and nothing is wrong with it.
                        .treatMissingData(TreatMissingData.NOT_BREACHING)
                        .build();
        SnsAction topic =
                new SnsAction(
                        Topic.fromTopicArn(scope, id + "Topic", plan.names().alarmTopicArn()));
        alarm.addAlarmAction(topic);
        alarm.addOkAction(topic);
        return alarm;
    }
}
