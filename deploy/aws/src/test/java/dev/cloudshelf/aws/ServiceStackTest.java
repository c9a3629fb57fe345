package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cloudshelf.aws.Synthesis.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceStackTest {

    private static final String FUNCTION = "AWS::Lambda::Function";

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void onlyFunctionsThatNeedTheDatabaseAreInTheVpc(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);
        for (Service service : Service.values()) {
            JsonNode vpc = function(synthesis, service).properties().path("VpcConfig");

            assertThat(vpc.isMissingNode()).isEqualTo(!service.usesPostgres(phase));
            if (service.usesPostgres(phase)) {
                assertThat(vpc.path("Ipv6AllowedForDualStack").asBoolean()).isTrue();
                assertThat(vpc.path("SubnetIds")).hasSize(2);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void functionsAreTracedAndFitTheirMemory(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);
        for (Service service : Service.values()) {
            JsonNode function = function(synthesis, service).properties();

            assertThat(function.at("/TracingConfig/Mode").asText())
                    .isEqualTo(
                            phase == Phase.ONE && service != Service.ORDER
                                    ? "PassThrough"
                                    : "Active");
            assertThat(function.path("Runtime").asText()).isEqualTo("provided.al2023");
            assertThat(function.at("/Architectures/0").asText()).isEqualTo("arm64");
            assertThat(function.path("MemorySize").asInt()).isEqualTo(512);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void aNewVersionIsTakenBackByAnAlarm(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);
        for (Service service : Service.values()) {
            Resource group =
                    synthesis
                            .resources(service.shortName(), "AWS::CodeDeploy::DeploymentGroup")
                            .findFirst()
                            .orElseThrow();
            Resource alias = alias(synthesis, service);

            assertThat(group.properties().at("/AlarmConfiguration/Alarms")).hasSize(3);
            assertThat(StacksTest.texts(group.properties().at("/AutoRollbackConfiguration/Events")))
                    .contains("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM");
            assertThat(group.properties().path("DeploymentConfigName").asText())
                    .isEqualTo(
                            switch (environment) {
                                case DEV -> "CodeDeployDefault.LambdaAllAtOnce";
                                case STAGING -> "CodeDeployDefault.LambdaCanary10Percent5Minutes";
                                case PROD -> "CodeDeployDefault.LambdaCanary10Percent15Minutes";
                            });
            assertThat(
                            alias.body()
                                    .at(
                                            "/UpdatePolicy/CodeDeployLambdaAliasUpdate/DeploymentGroupName/Ref")
                                    .asText())
                    .isEqualTo(group.id());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void trafficWaitsForTheMigration(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);
        for (Service service : Service.values()) {
            List<Resource> triggers =
                    synthesis.resources(service.shortName(), "Custom::Trigger").toList();

            assertThat(triggers).hasSize(service.usesPostgres(phase) ? 1 : 0);
            for (Resource trigger : triggers) {
                assertThat(StacksTest.texts(alias(synthesis, service).body().path("DependsOn")))
                        .contains(trigger.id());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void tablesAreKeptEncryptedAndRecoverable(Phase phase, Environment environment) {
        List<Resource> tables =
                Synthesis.of(phase, environment).resources("AWS::DynamoDB::Table").toList();

        assertThat(tables).isNotEmpty();
        assertThat(tables)
                .allSatisfy(table -> {
                    JsonNode properties = table.properties();
                    assertThat(properties.path("BillingMode").asText())
                            .isEqualTo("PAY_PER_REQUEST");
                    assertThat(properties.at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
                    assertThat(properties.path("DeletionProtectionEnabled").asBoolean()).isTrue();
                    assertThat(
                                    properties
                                            .at(
                                                    "/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                                            .asBoolean())
                            .isTrue();
                    assertThat(table.body().path("DeletionPolicy").asText()).isEqualTo("Retain");
                });
    }

    @Test
    void tablesAreThoseThatTheServicesDefine() {
        Synthesis synthesis = Synthesis.of(Phase.ONE, Environment.DEV);
        for (Service service : Service.values()) {
            List<TableDefinition> defined =
                    TableDefinition.in(service.tableDefinitions(Checkout.ROOT));
            for (TableDefinition definition : defined) {
                JsonNode table =
                        synthesis
                                .resources(service.shortName(), "AWS::DynamoDB::Table")
                                .map(Resource::properties)
                                .filter(properties ->
                                        properties
                                                .path("TableName")
                                                .asText()
                                                .equals(definition.name()))
                                .findFirst()
                                .orElseThrow();
                for (String part :
                        List.of(
                                "KeySchema",
                                "AttributeDefinitions",
                                "GlobalSecondaryIndexes",
                                "TimeToLiveSpecification")) {
                    assertThat(table.path(part)).isEqualTo(definition.request().path(part));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void aFunctionCallsWhomItMustAndNobodyElse(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);
        for (Service service : Service.values()) {
            List<String> called =
                    rolePolicies(synthesis, service)
                            .filter(statement ->
                                    StacksTest.texts(statement.path("Action"))
                                            .contains("lambda:InvokeFunction"))
                            .map(statement -> statement.path("Resource").toString())
                            .toList();
            String told = function(synthesis, service).properties().path("Environment").toString();

            assertThat(called).hasSize(service.calls().size());
            for (Service other : service.calls()) {
                String alias = "cloudshelf-%s-%s:live".formatted(environment, other.shortName());
                assertThat(called).anyMatch(resource -> resource.contains(alias));
                assertThat(told)
                        .contains("CLOUDSHELF_%s_FUNCTION".formatted(other.name()))
                        .contains(alias);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void aFunctionSignsInToPostgresAsItself(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);
        for (Service service : Service.values()) {
            List<String> users =
                    rolePolicies(synthesis, service)
                            .filter(statement ->
                                    StacksTest.texts(statement.path("Action"))
                                            .contains("rds-db:connect"))
                            .map(statement -> statement.path("Resource").toString())
                            .toList();

            assertThat(users).hasSize(service.usesPostgres(phase) ? 1 : 0);
            assertThat(users).allMatch(user -> user.contains("/" + service.schema()));
            assertThat(function(synthesis, service).properties().toString())
                    .doesNotContain("DATASOURCE_PASSWORD");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void tablePermissionsNameTableAndAction(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);
        for (Service service : Service.values()) {
            assertThat(rolePolicies(synthesis, service))
                    .filteredOn(statement -> statement.toString().contains("dynamodb:"))
                    .allSatisfy(statement -> {
                        assertThat(statement.path("Resource").toString())
                                .contains("Tables")
                                .doesNotContain("*");
                        assertThat(statement.path("Action").toString()).doesNotContain("*");
                    })
                    .hasSizeGreaterThanOrEqualTo(service.usesPostgres(phase) ? 0 : 1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void dueWorkIsAskedForEachMinute(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);
        for (Service service : Service.values()) {
            List<Resource> schedules =
                    synthesis.resources(service.shortName(), "AWS::Scheduler::Schedule").toList();

            assertThat(schedules).hasSize(service.hasDueWork() ? 1 : 0);
            for (Resource schedule : schedules) {
                assertThat(schedule.properties().path("ScheduleExpression").asText())
                        .isEqualTo("rate(1 minute)");
                assertThat(schedule.properties().at("/Target/Input").asText())
                        .contains("\"rawPath\":\"/internal/due-work\"");
                assertThat(schedule.properties().at("/Target/DeadLetterConfig/Arn")).isNotEmpty();
            }
        }
    }

    @Test
    void functionsForTheJvmAreRestoredInsteadOfStarted() {
        Synthesis synthesis =
                Synthesis.with(Map.of("phase", "hybrid", "environment", "dev", "jvm", "true"));
        for (Service service : Service.values()) {
            JsonNode function = function(synthesis, service).properties();

            assertThat(function.path("Runtime").asText()).isEqualTo("java25");
            assertThat(function.at("/SnapStart/ApplyOn").asText()).isEqualTo("PublishedVersions");
            assertThat(function.path("MemorySize").asInt()).isEqualTo(1024);
            assertThat(function.at("/Environment/Variables/JAVA_TOOL_OPTIONS").asText())
                    .contains("preferIPv6Addresses=true", "--add-opens=java.base/java.lang");
        }
        assertThat(synthesis.nagReport()).noneMatch(line -> line.contains("\"Non-Compliant\""));
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void whoHasSecretsCanBeToldToTakeNewOnes(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);
        for (Service service : Service.values()) {
            String told = function(synthesis, service).properties().path("Environment").toString();

            assertThat(told.contains("CLOUDSHELF_ROTATION"))
                    .isEqualTo(told.contains("resolve:secretsmanager"));
        }
    }

    @Test
    void anEnvironmentThatMayGoIsNotHeldBack() {
        Synthesis synthesis =
                Synthesis.with(
                        Map.of("phase", "hybrid", "environment", "dev", "removable", "true"));

        assertThat(synthesis.resources("AWS::DynamoDB::Table"))
                .isNotEmpty()
                .allSatisfy(table -> {
                    assertThat(table.properties().path("DeletionProtectionEnabled").asBoolean())
                            .isFalse();
                    assertThat(table.body().path("DeletionPolicy").asText()).isEqualTo("Delete");
                });
        assertThat(synthesis.resources("AWS::RDS::DBInstance"))
                .allSatisfy(instance ->
                        assertThat(instance.properties().path("DeletionProtection").asBoolean())
                                .isFalse());
        assertThat(synthesis.nagReport()).noneMatch(line -> line.contains("\"Non-Compliant\""));
    }

    private static Resource function(Synthesis synthesis, Service service) {
        return synthesis
                .resources(service.shortName(), FUNCTION)
                .filter(function ->
                        function.properties()
                                .path("FunctionName")
                                .asText()
                                .endsWith("-" + service.shortName()))
                .findFirst()
                .orElseThrow();
    }

    private static Resource alias(Synthesis synthesis, Service service) {
        return synthesis
                .resources(service.shortName(), "AWS::Lambda::Alias")
                .findFirst()
                .orElseThrow();
    }

    /** What the service's own role may do, not those of its schedule or steps. */
    private static Stream<JsonNode> rolePolicies(Synthesis synthesis, Service service) {
        return synthesis
                .resources(service.shortName(), "AWS::IAM::Policy")
                .filter(policy -> policy.id().startsWith("Service"))
                .flatMap(policy ->
                        policy.properties().at("/PolicyDocument/Statement").valueStream());
    }
}
