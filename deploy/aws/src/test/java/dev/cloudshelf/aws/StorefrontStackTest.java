package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
