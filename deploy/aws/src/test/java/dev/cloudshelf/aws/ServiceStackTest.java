package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cloudshelf.aws.Synthesis.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceStackTest {

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void onlyFunctionsThatNeedTheDatabaseAreInTheVpc(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);
        for (Service service : Service.values()) {
            JsonNode vpc = synthesis.function(service).properties().path("VpcConfig");

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
            JsonNode function = synthesis.function(service).properties();

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

    @Test
    void functionsForTheJvmAreRestoredInsteadOfStarted() {
        Synthesis synthesis =
                Synthesis.with(Map.of("phase", "hybrid", "environment", "dev", "jvm", "true"));
        for (Service service : Service.values()) {
            JsonNode function = synthesis.function(service).properties();

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
    void aNewVersionIsTakenBackByAnAlarm(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);
        for (Service service : Service.values()) {
            Resource group =
                    synthesis
                            .resources(service.shortName(), "AWS::CodeDeploy::DeploymentGroup")
                            .findFirst()
                            .orElseThrow();
            Resource alias = synthesis.alias(service);

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
                assertThat(StacksTest.texts(synthesis.alias(service).body().path("DependsOn")))
                        .contains(trigger.id());
            }
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
}
