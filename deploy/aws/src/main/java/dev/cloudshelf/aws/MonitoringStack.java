package dev.cloudshelf.aws;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.budgets.CfnBudget.BudgetDataProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationWithSubscribersProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SpendProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SubscriberProperty;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** One page with the state of the shop, where alarms go, and what a month may cost. */
final class MonitoringStack extends Stack {

    /** A month of the hybrid phase at a million requests stays below it (./cloudshelf cost). */
    private static final int BUDGET_USD = 30;

    /** A guess of passwords takes thousands; customers who forgot theirs try a few times. */
    private static final int SIGN_INS_REJECTED_MAX = 100;

    /** One or two are those that met a function while it was started. */
    private static final int ACCESS_NOT_CHECKED_MAX = 3;

    private static final int WINDOW_MINUTES = 5;

    private static final int FORECAST_PERCENT = 100;
    private static final int SPENT_PERCENT = 80;

    MonitoringStack(Construct scope, Plan plan, StackProps props) {
        super(scope, "monitoring", props);
        Topic alarms =
                Topic.Builder.create(this, "Alarms")
                        .topicName(plan.names().alarmTopic())
                        .enforceSsl(true)
                        .build();
        for (String service : List.of("cloudwatch.amazonaws.com", "budgets.amazonaws.com")) {
            alarms.addToResourcePolicy(
                    PolicyStatement.Builder.create()
                            .principals(List.of(new ServicePrincipal(service)))
                            .actions(List.of("sns:Publish"))
                            .resources(List.of(alarms.getTopicArn()))
                            .conditions(
                                    Map.of(
                                            "StringEquals",
                                            Map.of("aws:SourceAccount", getAccount())))
                            .build());
        }
        plan.settings()
                .alarmEmail()
                .ifPresent(email -> alarms.addSubscription(new EmailSubscription(email)));
        errors(plan);
        if (plan.settings().pool().isEmpty()) {
            security(plan);
        }
        budget(plan, alarms);
        dashboard(plan);
    }

    private void errors(Plan plan) {
        Alarms.of(this, plan, "ErrorsLogged")
                .metric(Alarms.logged(plan, LogSignal.ERRORS_LOGGED, WINDOW_MINUTES))
                .from(1)
                .because(
                        "A service has logged an error: due work that was not done, something that"
                                + " is stuck, or a request that failed. Find ERROR in the services'"
                                + " logs.");
    }

    /** docs/security-events.md says what each line means. */
    private void security(Plan plan) {
        Alarms.of(this, plan, "TokensReused")
                .metric(Alarms.logged(plan, LogSignal.TOKENS_REUSED, 1))
                .from(1)
                .because(
                        "A refresh token was used a second time, so that somebody may have stolen"
                                + " it; its sign-in has ended. Find event=token-reused in"
                                + " account-service's log.");
        Alarms.of(this, plan, "SignInsRejected")
                .metric(Alarms.logged(plan, LogSignal.SIGN_INS_REJECTED, WINDOW_MINUTES))
                .from(SIGN_INS_REJECTED_MAX)
                .because(
                        "Somebody tries passwords: group event=sign-in-rejected and event=throttled"
                                + " in account-service's log by address and subject.");
        Alarms.of(this, plan, "AccessNotChecked")
                .metric(Alarms.logged(plan, LogSignal.ACCESS_NOT_CHECKED, WINDOW_MINUTES))
                .from(ACCESS_NOT_CHECKED_MAX)
                .because(
                        "account-service could not be asked about sign-ins: administrators are"
                                + " answered 503, and orders go on unchecked. Find"
                                + " event=access-not-checked.");
    }

    private void budget(Plan plan, Topic alarms) {
        CfnBudget.Builder.create(this, "Budget")
                .budget(
                        BudgetDataProperty.builder()
                                .budgetName(plan.names().stack("monthly"))
                                .budgetType("COST")
                                .timeUnit("MONTHLY")
                                .budgetLimit(
                                        SpendProperty.builder()
                                                .amount(BUDGET_USD)
                                                .unit("USD")
                                                .build())
                                .build())
                .notificationsWithSubscribers(
                        List.of(
                                notification("ACTUAL", SPENT_PERCENT, alarms),
                                notification("FORECASTED", FORECAST_PERCENT, alarms)))
                .build();
    }

    private static NotificationWithSubscribersProperty notification(
            String type, int percent, Topic alarms) {
        return NotificationWithSubscribersProperty.builder()
                .notification(
                        NotificationProperty.builder()
                                .comparisonOperator("GREATER_THAN")
                                .notificationType(type)
                                .threshold(percent)
                                .thresholdType("PERCENTAGE")
                                .build())
                .subscribers(
                        List.of(
                                SubscriberProperty.builder()
                                        .address(alarms.getTopicArn())
                                        .subscriptionType("SNS")
                                        .build()))
                .build();
    }

    private void dashboard(Plan plan) {
        Dashboard dashboard =
                Dashboard.Builder.create(this, "Dashboard")
                        .dashboardName(plan.names().stack("shop"))
                        .build();
        dashboard.addWidgets(
                lambda(plan, "Requests", "Invocations", "Sum"),
                lambda(plan, "Errors", "Errors", "Sum"));
        dashboard.addWidgets(
                lambda(plan, "Throttles", "Throttles", "Sum"),
                lambda(plan, "Slowest of a hundred, ms", "Duration", "p99"));
        if (plan.phase().hasDatabase()) {
            dashboard.addWidgets(
                    database(plan, "Database connections", "DatabaseConnections"),
                    database(plan, "Database storage left, bytes", "FreeStorageSpace"));
        }
    }

    private static GraphWidget lambda(Plan plan, String title, String metric, String statistic) {
        return graph(
                title,
                Arrays.stream(Service.values())
                        .map(
                                (Function<Service, IMetric>)
                                        service ->
                                                metric(
                                                        "AWS/Lambda",
                                                        metric,
                                                        statistic,
                                                        Map.of(
                                                                "FunctionName",
                                                                plan.names().function(service)),
                                                        service.shortName()))
                        .toList());
    }

    private static GraphWidget database(Plan plan, String title, String metric) {
        return graph(
                title,
                List.of(
                        metric(
                                "AWS/RDS",
                                metric,
                                "Average",
                                Map.of("DBInstanceIdentifier", plan.names().databaseInstance()),
                                metric)));
    }

    private static GraphWidget graph(String title, List<? extends IMetric> metrics) {
        return GraphWidget.Builder.create().title(title).left(metrics).width(12).build();
    }

    private static Metric metric(
            String namespace,
            String name,
            String statistic,
            Map<String, String> dimensions,
            String label) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .statistic(statistic)
                .dimensionsMap(dimensions)
                .label(label)
                .period(Duration.minutes(5))
                .build();
    }
}
