package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void withoutAWordItIsTheHybridPhaseForDevelopers() {
        Settings settings = settings(Map.of());

        assertThat(settings.phase()).isEqualTo(Phase.HYBRID);
        assertThat(settings.environment()).isEqualTo(Environment.DEV);
        assertThat(settings.jvm()).isFalse();
        assertThat(settings.removable()).isFalse();
        assertThat(settings.shop()).isEmpty();
        assertThat(settings.corsOrigins()).isEmpty();
        assertThat(settings.pool()).isEmpty();
    }

    @Test
    void whatCannotBeMeantIsRefusedWithWhatCan() {
        refused(Map.of("phase", "3"), "choose 1, hybrid, 2");
        refused(Map.of("environment", "production"), "choose dev, staging, prod");
        refused(Map.of("removable", "yes"), "true or false");
        refused(Map.of("alarmEmail", "nobody"), "alarmEmail");
        refused(Map.of("shopDomain", "shop.example.com"), "shopCertificate");
        refused(
                Map.of(
                        "shopDomain", "shop.example.com",
                        "shopCertificate", "arn:aws:acm:eu-west-1:1:certificate/1"),
                "us-east-1");
        refused(Map.of("corsOrigins", "shop.example.com"), "corsOrigins");
        refused(Map.of("corsOrigins", "https://shop.example.com/"), "corsOrigins");
        refused(Map.of("adminSecondFactor", "no"), "required or optional");
        refused(Map.of("architecture", "amd64"), "arm64 or x86_64");
        refused(
                Map.of("cognitoIssuer", "https://example.com", "cognitoClientIds", "one"),
                "cognitoIssuer");
        refused(Map.of("cognitoAdminScope", "cloudshelf/admin"), "give cognitoIssuer");
        refused(
                Map.of(
                        "cognitoIssuer",
                        "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc",
                        "cognitoClientIds",
                        "one",
                        "cognitoAdminScope",
                        "two scopes"),
                "cognitoAdminScope");
    }

    @Test
    void administratorsOfProductionNeedASecondFactor() {
        assertThat(settings(Map.of("environment", "prod")).adminSecondFactor()).isTrue();
        assertThat(settings(Map.of("environment", "staging")).adminSecondFactor()).isFalse();
        assertThat(
                        settings(Map.of("environment", "prod", "adminSecondFactor", "optional"))
                                .adminSecondFactor())
                .isFalse();
    }

    @Test
    void pagesOfTheShopsOwnDomainMayCallTheApi() {
        Map<String, String> shop =
                Map.of(
                        "shopDomain", "shop.example.com",
                        "shopCertificate", "arn:aws:acm:us-east-1:123456789012:certificate/1");
        assertThat(settings(shop).corsOrigins()).containsExactly("https://shop.example.com");

        Map<String, String> others = new HashMap<>(shop);
        others.put("corsOrigins", "https://a.example.com,http://localhost:5173");
        assertThat(settings(others).corsOrigins())
                .containsExactly("https://a.example.com", "http://localhost:5173");
    }

    @Test
    void packagesThatAreMissingAreNamedWithWhatBuildsThem() {
        Packages packages = Packages.builtIn(Path.of("nowhere"));
        assertThatThrownBy(() -> packages.of(Service.CART, settings(Map.of())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("./cloudshelf package --native cart-service");
        assertThatThrownBy(() ->
                        packages.of(Service.ORDER, settings(Map.of("jvm", "true", "phase", "1"))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("./cloudshelf package --phase 1 order-service");
    }

    private static void refused(Map<String, String> context, String why) {
        assertThatThrownBy(() -> settings(context))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(why);
    }

    private static Settings settings(Map<String, String> context) {
        return Settings.from(Path.of("."), context::get);
    }
}
