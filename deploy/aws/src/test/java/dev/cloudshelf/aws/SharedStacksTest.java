package dev.cloudshelf.aws;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cloudshelf.aws.Synthesis.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SharedStacksTest {

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

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void theShopIsOneAddressByTls(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);
        JsonNode shop =
                synthesis
                        .resources("AWS::CloudFront::Distribution")
                        .findFirst()
                        .orElseThrow()
                        .properties()
                        .path("DistributionConfig");

        assertThat(shop.at("/DefaultCacheBehavior/ViewerProtocolPolicy").asText())
                .isEqualTo("redirect-to-https");
        assertThat(shop.at("/CacheBehaviors/0/PathPattern").asText()).isEqualTo("/api/*");
        assertThat(shop.at("/CacheBehaviors/0/ViewerProtocolPolicy").asText())
                .isEqualTo("https-only");
        // Resolved only after CloudFormation's own functions, so that it stands there by itself.
        assertThat(
                        shop.path("Origins")
                                .valueStream()
                                .map(origin -> origin.path("DomainName").asText()))
                .contains("{{resolve:ssm:/cloudshelf/%s/api/host}}".formatted(environment));
        JsonNode headers =
                synthesis
                        .resources("AWS::CloudFront::ResponseHeadersPolicy")
                        .findFirst()
                        .orElseThrow()
                        .properties()
                        .at("/ResponseHeadersPolicyConfig/SecurityHeadersConfig");
        assertThat(headers.properties())
                .extracting(Map.Entry::getKey)
                .contains(
                        "ContentSecurityPolicy",
                        "ContentTypeOptions",
                        "FrameOptions",
                        "ReferrerPolicy",
                        "StrictTransportSecurity");
        assertThat(synthesis.resources("AWS::S3::Bucket"))
                .hasSize(2)
                .allSatisfy(bucket ->
                        assertThat(
                                        bucket.properties()
                                                .at(
                                                        "/PublicAccessBlockConfiguration/BlockPublicPolicy")
                                                .asBoolean())
                                .isTrue());
    }

    @Test
    void aShopWithANameOfItsOwnTakesNoOldTls() {
        Synthesis synthesis =
                Synthesis.with(
                        Map.of(
                                "phase",
                                "1",
                                "environment",
                                "prod",
                                "shopDomain",
                                "shop.example.com",
                                "shopCertificate",
                                "arn:aws:acm:us-east-1:123456789012:certificate/0001",
                                "cognitoIssuer",
                                "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc",
                                "cognitoClientIds",
                                "one,two"));
        JsonNode shop =
                synthesis
                        .resources("AWS::CloudFront::Distribution")
                        .findFirst()
                        .orElseThrow()
                        .properties()
                        .path("DistributionConfig");

        assertThat(shop.at("/ViewerCertificate/MinimumProtocolVersion").asText())
                .isEqualTo("TLSv1.2_2021");
        assertThat(shop.at("/Aliases/0").asText()).isEqualTo("shop.example.com");
        assertThat(synthesis.template("account").toString())
                .contains("CLOUDSHELF_COGNITO_ISSUER")
                .doesNotContain("CLOUDSHELF_SIGNING_KEYS_SET");
        assertThat(synthesis.nagReport()).noneMatch(line -> line.contains("\"Non-Compliant\""));
    }

    @Test
    void everyRouteIsLimitedAsItsOperationSays() {
        JsonNode stage =
                Synthesis.of(Phase.ONE, Environment.DEV)
                        .resources("AWS::ApiGatewayV2::Stage")
                        .findFirst()
                        .orElseThrow()
                        .properties();
        Map<String, RouteLimits> limits = ApiDefinition.in(Checkout.ROOT).limits();

        limits.forEach((route, throttle) -> {
            JsonNode named = stage.path("RouteSettings").path(route);
            JsonNode setting = named.isMissingNode() ? stage.path("DefaultRouteSettings") : named;
            assertThat(setting.path("ThrottlingRateLimit").asInt())
                    .as(route)
                    .isEqualTo(throttle.perSecond());
            assertThat(setting.path("ThrottlingBurstLimit").asInt())
                    .as(route)
                    .isEqualTo(throttle.burst());
        });
        // A stage with a setting for a route that is not there is refused by API Gateway.
        assertThat(limits.keySet())
                .containsAll(
                        stage.path("RouteSettings").properties().stream()
                                .map(Map.Entry::getKey)
                                .toList());
        assertThat(
                        Stream.of(
                                        "POST /books/import",
                                        "POST /tokens",
                                        "POST /orders",
                                        "GET /books")
                                .map(route -> requireNonNull(limits.get(route)).perSecond()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void theApiIsLimitedAndLogged(Phase phase, Environment environment) {
        JsonNode stage =
                Synthesis.of(phase, environment)
                        .resources("AWS::ApiGatewayV2::Stage")
                        .findFirst()
                        .orElseThrow()
                        .properties();

        assertThat(stage.at("/DefaultRouteSettings/ThrottlingRateLimit").asInt()).isPositive();
        assertThat(
                        stage.path("RouteSettings")
                                .path("POST /tokens")
                                .path("ThrottlingRateLimit")
                                .asInt())
                .isEqualTo(20);
        assertThat(stage.at("/AccessLogSettings/Format").asText())
                .contains("$context.routeKey")
                .doesNotContain("sourceIp", "$context.path");
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void noSecretStandsInATemplate(Phase phase, Environment environment) {
        JsonNode secret =
                Synthesis.of(phase, environment)
                        .resources("AWS::SecretsManager::Secret")
                        .findFirst()
                        .orElseThrow()
                        .properties();
        String account = Synthesis.of(phase, environment).template("account").toString();

        assertThat(account)
                .contains(
                        "{{resolve:secretsmanager:cloudshelf/%s/shop:SecretString:signing_keys}}"
                                .formatted(environment));
        // With a value the step would believe that the keys are there.
        assertThat(secret.has("SecretString") || secret.has("GenerateSecretString")).isFalse();
    }
}
