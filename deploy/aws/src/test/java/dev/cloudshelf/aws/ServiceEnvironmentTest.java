package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceEnvironmentTest {

    private static final Map<String, String> POOL =
            Map.of(
                    "cognitoIssuer",
                    "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc",
                    "cognitoClientIds",
                    "one");

    @ParameterizedTest
    @EnumSource
    void everyServiceFindsAddressesBehindBothProxies(Service service) {
        assertThat(environment(service, Map.of()))
                .containsEntry("CLOUDSHELF_HTTP_TRUSTED_PROXIES", "2");
    }

    @ParameterizedTest
    @EnumSource
    void digestsOfAddressesHaveOneKeyEverywhere(Service service) {
        String key = "{{resolve:secretsmanager:cloudshelf/dev/shop:SecretString:security_log_key}}";

        assertThat(environment(service, Map.of()))
                .containsEntry("CLOUDSHELF_SECURITY_LOG_KEY", key);
        assertThat(environment(service, POOL)).containsEntry("CLOUDSHELF_SECURITY_LOG_KEY", key);
    }

    @Test
    void accountServiceAloneKnowsWhatItsAccountsNeed() {
        assertThat(environment(Service.ACCOUNT, Map.of()))
                .containsEntry(
                        "CLOUDSHELF_SECOND_FACTOR_KEY",
                        "{{resolve:secretsmanager:cloudshelf/dev/shop:SecretString:second_factor_key}}")
                .containsEntry(
                        "CLOUDSHELF_SERVICE_CLIENTS",
                        "{{resolve:secretsmanager:cloudshelf/dev/shop:SecretString:service_clients}}");
        for (Service other : Set.of(Service.CATALOG, Service.CART, Service.ORDER)) {
            assertThat(environment(other, Map.of()).toString())
                    .doesNotContain("second_factor_key", "signing_keys", "service_clients");
        }
        assertThat(environment(Service.ACCOUNT, POOL).toString())
                .doesNotContain("second_factor_key", "signing_keys", "service_clients");
    }

    @Test
    void administratorsOfProductionNeedASecondFactor() {
        Map<String, String> prod = Map.of("environment", "prod");

        assertThat(environment(Service.ACCOUNT, prod))
                .containsEntry("CLOUDSHELF_ADMIN_SECOND_FACTOR", "required");
        assertThat(environment(Service.ACCOUNT, Map.of()))
                .doesNotContainKey("CLOUDSHELF_ADMIN_SECOND_FACTOR");
        for (Service other : Set.of(Service.CATALOG, Service.CART, Service.ORDER)) {
            assertThat(environment(other, prod))
                    .doesNotContainKey("CLOUDSHELF_ADMIN_SECOND_FACTOR");
        }
    }

    @Test
    void signInsAreAskedAboutAndClosedAccountsToldOf() {
        String arn = "function:cloudshelf-dev-%s:live";

        for (Service asking : Set.of(Service.CATALOG, Service.ORDER)) {
            assertThat(environment(asking, Map.of()).get("CLOUDSHELF_ACCOUNT_FUNCTION"))
                    .endsWith(arn.formatted("account"));
        }
        assertThat(environment(Service.ACCOUNT, Map.of()).get("CLOUDSHELF_CART_FUNCTION"))
                .endsWith(arn.formatted("cart"));
        assertThat(environment(Service.ACCOUNT, Map.of()).get("CLOUDSHELF_ORDER_FUNCTION"))
                .endsWith(arn.formatted("order"));
        assertThat(environment(Service.CATALOG, POOL))
                .doesNotContainKey("CLOUDSHELF_ACCOUNT_FUNCTION");
    }

    @Test
    void ordersNeedAVerifiedEmailWhereThatIsAskedFor() {
        String name = "CLOUDSHELF_CHECKOUT_VERIFIED_EMAIL_REQUIRED";

        assertThat(environment(Service.ORDER, Map.of("verifiedEmailRequired", "true")))
                .containsEntry(name, "true");
        assertThat(environment(Service.ORDER, Map.of())).doesNotContainKey(name);
    }

    @Test
    void emailsLeadToPagesOfTheShop() {
        Map<String, String> shop =
                Map.of(
                        "shopDomain",
                        "shop.example.com",
                        "shopCertificate",
                        "arn:aws:acm:us-east-1:123456789012:certificate/0001");

        assertThat(environment(Service.ACCOUNT, shop))
                .containsEntry(
                        "CLOUDSHELF_PASSWORD_RESETS_LINK_BASE",
                        "https://shop.example.com/reset-password#")
                .containsEntry(
                        "CLOUDSHELF_EMAIL_VERIFICATION_LINK_BASE",
                        "https://shop.example.com/verify-email#");
    }

    private static Map<String, String> environment(Service service, Map<String, String> context) {
        Node.require();
        Map<String, String> told = new HashMap<>(context);
        Settings settings = Settings.from(Checkout.ROOT, told::get);
        return ServiceEnvironment.of(new Plan(settings, Packages.builtIn(Checkout.ROOT)), service);
    }
}
