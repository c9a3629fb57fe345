package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StacksTest {

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void eachServiceHasAStackOfItsOwn(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);

        assertThat(synthesis.templates().keySet())
                .contains("catalog", "cart", "account", "order")
                .contains("api", "storefront", "monitoring", "secrets");
        assertThat(synthesis.templates().containsKey("database")).isEqualTo(phase.hasDatabase());
        assertThat(synthesis.templates().containsKey("network")).isEqualTo(phase.hasDatabase());
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void noStackHoldsOnToAnotherByAnExport(Phase phase, Environment environment) {
        assertThat(Synthesis.of(phase, environment).templates().values())
                .allSatisfy(template -> {
                    assertThat(template.toString()).doesNotContain("Fn::ImportValue");
                    assertThat(template.path("Outputs").toString()).doesNotContain("\"Export\"");
                });
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void noPolicyAllowsEverything(Phase phase, Environment environment) {
        List<JsonNode> statements = new ArrayList<>();
        Synthesis synthesis = Synthesis.of(phase, environment);
        for (String type : List.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")) {
            synthesis
                    .resources(type)
                    .forEach(policy ->
                            policy.properties()
                                    .at("/PolicyDocument/Statement")
                                    .forEach(statements::add));
        }

        assertThat(statements).isNotEmpty();
        assertThat(statements)
                .allSatisfy(statement -> {
                    assertThat(texts(statement.path("Action")))
                            .noneMatch(action -> action.equals("*") || action.endsWith(":*"));
                    if (statement.path("Resource").toString().contains("\"*\"")) {
                        assertThat(texts(statement.path("Action")))
                                .allMatch(StacksTest::knowsNoResources);
                    }
                });
    }

    /** Actions that IAM takes on no single resource. */
    private static boolean knowsNoResources(String action) {
        return action.startsWith("xray:Put")
                || Set.of(
                                "ec2:AssignPrivateIpAddresses",
                                "ec2:CreateNetworkInterface",
                                "ec2:DeleteNetworkInterface",
                                "ec2:DescribeNetworkInterfaces",
                                "ec2:DescribeSubnets",
                                "ec2:DescribeVpcs",
                                "ec2:UnassignPrivateIpAddresses")
                        .contains(action);
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void everyLogEnds(Phase phase, Environment environment) {
        var logs = Synthesis.of(phase, environment).resources("AWS::Logs::LogGroup").toList();

        assertThat(logs).hasSizeGreaterThanOrEqualTo(6);
        assertThat(logs)
                .allSatisfy(log ->
                        assertThat(log.properties().path("RetentionInDays").asInt())
                                .isEqualTo(
                                        switch (environment) {
                                            case DEV -> 7;
                                            case STAGING -> 30;
                                            case PROD -> 90;
                                        }));
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void everythingSaysWhoseItIs(Phase phase, Environment environment) {
        var tables =
                Synthesis.of(phase, environment)
                        .resources("AWS::DynamoDB::Table")
                        .map(table -> table.properties().path("Tags").toString())
                        .toList();

        assertThat(tables).isNotEmpty();
        assertThat(tables)
                .allSatisfy(tags ->
                        assertThat(tags)
                                .contains("\"Project\"", "\"cloudshelf\"", "\"Owner\"")
                                .contains("\"Environment\",\"Value\":\"" + environment));
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void aMonthThatGetsDearIsTold(Phase phase, Environment environment) {
        var budget =
                Synthesis.of(phase, environment)
                        .resources("AWS::Budgets::Budget")
                        .findFirst()
                        .orElseThrow()
                        .properties();

        assertThat(budget.at("/Budget/BudgetLimit/Amount").asInt()).isEqualTo(30);
        assertThat(budget.at("/Budget/TimeUnit").asText()).isEqualTo("MONTHLY");
        assertThat(budget.at("/NotificationsWithSubscribers")).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void alarmsWatchEveryServiceAndTheDatabase(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);
        for (Service service : Service.values()) {
            assertThat(alarms(synthesis, service.shortName()))
                    .containsExactlyInAnyOrder(
                            "Errors Sum",
                            "Throttles Sum",
                            "Duration p99",
                            "ApproximateNumberOfMessagesVisible Maximum");
        }
        assertThat(alarms(synthesis, "monitoring"))
                .containsExactlyInAnyOrder(
                        "ErrorsLogged Sum",
                        "TokensReused Sum",
                        "SignInsRejected Sum",
                        "AccessNotChecked Sum");
        if (phase.hasDatabase()) {
            assertThat(alarms(synthesis, "database")).containsExactly("FreeStorageSpace Minimum");
        }
        assertThat(synthesis.resources("AWS::CloudWatch::Alarm"))
                .allSatisfy(alarm ->
                        assertThat(alarm.properties().path("AlarmActions").toString())
                                .contains("cloudshelf-%s-alarms".formatted(environment)));
    }

    private static Set<String> alarms(Synthesis synthesis, String stack) {
        return synthesis
                .resources(stack, "AWS::CloudWatch::Alarm")
                .map(alarm ->
                        alarm.properties().path("MetricName").asText()
                                + " "
                                + alarm.properties().path("Statistic").asText()
                                + alarm.properties().path("ExtendedStatistic").asText())
                .collect(Collectors.toSet());
    }

    static List<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isArray()
                ? oneOrMany.valueStream().map(JsonNode::asText).toList()
                : Arrays.asList(oneOrMany.asText());
    }
}
