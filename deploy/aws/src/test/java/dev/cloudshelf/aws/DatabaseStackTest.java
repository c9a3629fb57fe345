package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cloudshelf.aws.Synthesis.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseStackTest {

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void nothingIsPaidByTheHourJustToGetOut(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);

        assertThat(synthesis.resources("AWS::EC2::NatGateway")).isEmpty();
        assertThat(synthesis.resources("AWS::EC2::EIP")).isEmpty();
        assertThat(synthesis.resources("AWS::EC2::VPCEndpoint")).isEmpty();
        assertThat(synthesis.resources("AWS::EC2::InternetGateway")).isEmpty();
        assertThat(synthesis.resources("AWS::EC2::EgressOnlyInternetGateway"))
                .hasSize(phase.hasDatabase() ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"HYBRID", "TWO"})
    void onlyFunctionsReachTheDatabase(Phase phase) {
        Synthesis synthesis = Synthesis.of(phase, Environment.PROD);
        Map<String, String> groups =
                Map.of(
                        "Functions",
                        group(synthesis, "Functions"),
                        "Database",
                        group(synthesis, "Database"));

        List<JsonNode> ways =
                synthesis
                        .resources("AWS::EC2::SecurityGroupIngress")
                        .map(Resource::properties)
                        .toList();

        assertThat(ways).hasSize(phase == Phase.TWO ? 2 : 1);
        assertThat(ways)
                .allSatisfy(way -> {
                    assertThat(way.at("/GroupId/Fn::GetAtt/0").asText())
                            .isEqualTo(groups.get("Database"));
                    assertThat(way.path("FromPort").asInt()).isEqualTo(5432);
                    assertThat(way.path("ToPort").asInt()).isEqualTo(5432);
                    assertThat(way.has("CidrIp") || way.has("CidrIpv6")).isFalse();
                });
        assertThat(ways)
                .anyMatch(way ->
                        way.at("/SourceSecurityGroupId/Fn::GetAtt/0")
                                .asText()
                                .equals(groups.get("Functions")));
        assertThat(synthesis.resources("AWS::EC2::SecurityGroup"))
                .hasSize(2)
                .noneMatch(group -> group.properties().has("SecurityGroupIngress"));
    }

    private static String group(Synthesis synthesis, String name) {
        return synthesis
                .resources("AWS::EC2::SecurityGroup")
                .map(Resource::id)
                .filter(id -> id.startsWith("Firewalls" + name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"HYBRID", "TWO"})
    void theDatabaseIsPrivateEncryptedAndKept(Phase phase) {
        JsonNode instance =
                Synthesis.of(phase, Environment.PROD)
                        .resources("AWS::RDS::DBInstance")
                        .findFirst()
                        .orElseThrow()
                        .properties();

        assertThat(instance.path("PubliclyAccessible").asBoolean(true)).isFalse();
        assertThat(instance.path("StorageEncrypted").asBoolean()).isTrue();
        assertThat(instance.path("EnableIAMDatabaseAuthentication").asBoolean()).isTrue();
        assertThat(instance.path("ManageMasterUserPassword").asBoolean()).isTrue();
        assertThat(instance.has("MasterUserPassword")).isFalse();
        assertThat(instance.path("DeletionProtection").asBoolean()).isTrue();
        assertThat(instance.path("BackupRetentionPeriod").asInt()).isEqualTo(14);
        assertThat(instance.path("MultiAZ").asBoolean()).isEqualTo(phase == Phase.TWO);
    }

    @Test
    void functionsOfPhaseTwoComeThroughAProxy() {
        Synthesis two = Synthesis.of(Phase.TWO, Environment.PROD);
        JsonNode proxy = two.resources("AWS::RDS::DBProxy").findFirst().orElseThrow().properties();

        assertThat(proxy.path("RequireTLS").asBoolean()).isTrue();
        assertThat(proxy.path("DefaultAuthScheme").asText()).isEqualTo("IAM_AUTH");
        assertThat(two.resources("AWS::EC2::VPC")).hasSize(1);
        assertThat(Synthesis.of(Phase.HYBRID, Environment.PROD).resources("AWS::RDS::DBProxy"))
                .isEmpty();
        assertThat(Synthesis.of(Phase.HYBRID, Environment.PROD).resources("AWS::EC2::VPC"))
                .isEmpty();
    }
}
