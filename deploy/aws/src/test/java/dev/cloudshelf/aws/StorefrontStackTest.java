package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;

class StorefrontStackTest {

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void theShopIsOneAddressByTls(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);
        JsonNode shop = shop(synthesis);

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
                        .filter(policy -> policy.id().startsWith("Headers"))
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

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void theApiHasTheHeadersOfTheLocalGateway(Phase phase, Environment environment)
            throws Exception {
        Synthesis synthesis = Synthesis.of(phase, environment);
        JsonNode policy = headersOf(synthesis, shop(synthesis).at("/CacheBehaviors/0"));

        assertThat(headers(policy)).containsExactlyInAnyOrderEntriesOf(headersOfTheDefinition());
        assertThat(policy.at("/FrameOptions/FrameOption").asText()).isEqualTo("DENY");
        assertThat(policy.at("/StrictTransportSecurity/AccessControlMaxAgeSec").asInt())
                .isGreaterThanOrEqualTo(31_536_000);
        // Whatever a service says for itself, this is what browsers get.
        assertThat(policy.findValuesAsText("Override")).hasSize(5).containsOnly("true");
    }

    @Test
    void headersThatTheDeploymentDoesNotKnowAreRefused() {
        Map<String, String> headers =
                new TreeMap<>(ApiDefinition.in(Checkout.ROOT).responseHeaders());
        headers.put("Permissions-Policy", "camera=()");

        assertThatThrownBy(() -> SecurityHeaders.ofApi(new App(), plan(), headers))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Permissions-Policy");
        headers.remove("Permissions-Policy");
        headers.remove("Referrer-Policy");
        assertThatThrownBy(() -> SecurityHeaders.ofApi(new App(), plan(), headers))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Referrer-Policy");
    }

    private static Plan plan() {
        return new Plan(Settings.from(Checkout.ROOT, key -> null), Packages.builtIn(Checkout.ROOT));
    }

    /** The policy that a cache behavior refers to. */
    private static JsonNode headersOf(Synthesis synthesis, JsonNode behavior) {
        String id = behavior.at("/ResponseHeadersPolicyId/Ref").asText();
        return synthesis
                .resources("AWS::CloudFront::ResponseHeadersPolicy")
                .filter(policy -> policy.id().equals(id))
                .findFirst()
                .orElseThrow()
                .properties()
                .at("/ResponseHeadersPolicyConfig/SecurityHeadersConfig");
    }

    /** As a browser sees them; CloudFront names the first after what it is for. */
    private static Map<String, String> headers(JsonNode policy) {
        return Map.of(
                "X-Content-Type-Options",
                policy.has("ContentTypeOptions") ? "nosniff" : "",
                "Referrer-Policy",
                policy.at("/ReferrerPolicy/ReferrerPolicy").asText(),
                "Content-Security-Policy",
                policy.at("/ContentSecurityPolicy/ContentSecurityPolicy").asText());
    }

    /** What the local gateway reads too, without the code that the stacks read it with. */
    private static Map<String, String> headersOfTheDefinition() throws Exception {
        JsonNode named =
                new ObjectMapper(new YAMLFactory())
                        .readTree(
                                Files.readString(
                                        Checkout.ROOT.resolve("deploy/openapi/cloudshelf.yaml")))
                        .path("x-cloudshelf-response-headers");
        Map<String, String> headers = new TreeMap<>();
        for (String when : List.of("always", "personal")) {
            named.path(when)
                    .properties()
                    .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        }
        assertThat(headers).hasSizeGreaterThanOrEqualTo(3);
        return headers;
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
        JsonNode shop = shop(synthesis);

        assertThat(shop.at("/ViewerCertificate/MinimumProtocolVersion").asText())
                .isEqualTo("TLSv1.2_2021");
        assertThat(shop.at("/Aliases/0").asText()).isEqualTo("shop.example.com");
        assertThat(synthesis.template("account").toString())
                .contains("CLOUDSHELF_COGNITO_ISSUER")
                .doesNotContain("CLOUDSHELF_SIGNING_KEYS_SET");
        assertThat(synthesis.nagReport()).noneMatch(line -> line.contains("\"Non-Compliant\""));
    }

    private static JsonNode shop(Synthesis synthesis) {
        return synthesis
                .resources("AWS::CloudFront::Distribution")
                .findFirst()
                .orElseThrow()
                .properties()
                .path("DistributionConfig");
    }
}
