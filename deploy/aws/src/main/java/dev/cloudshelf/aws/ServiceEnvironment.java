package dev.cloudshelf.aws;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a service is configured with on AWS, as environment variables of its README's table. */
final class ServiceEnvironment {

    /** CloudFront and API Gateway: each appends who called it to X-Forwarded-For. */
    private static final int PROXIES = 2;

    /** A function serves one request at a time; a second connection is for what runs beside it. */
    private static final int CONNECTIONS = 2;

    /** What Quarkus's handler needs on Java 25; a native executable takes no notice. */
    private static final String REFLECTION_OF_LAMBDA =
            " --add-opens=java.base/java.lang=ALL-UNNAMED";

    private ServiceEnvironment() {}

    static Map<String, String> of(Plan plan, Service service) {
        Map<String, String> told = new TreeMap<>();
        told.put("JAVA_TOOL_OPTIONS", Functions.PREFER_IPV6 + REFLECTION_OF_LAMBDA);
        told.put("CLOUDSHELF_HTTP_TRUSTED_PROXIES", Integer.toString(PROXIES));
        told.put("CLOUDSHELF_SECURITY_LOG_KEY", plan.names().shopSecretMember("security_log_key"));
        told.put("CLOUDSHELF_ROTATION", plan.settings().rotation());
        tokens(plan, told);
        for (Service called : service.calls(plan.settings())) {
            told.put(
                    "CLOUDSHELF_%s_FUNCTION".formatted(called.name()),
                    plan.names().aliasArn(called));
        }
        if (service.usesPostgres(plan.phase())) {
            postgres(plan, service, told);
        }
        if (service == Service.ACCOUNT) {
            account(plan, told);
        }
        if (service == Service.ORDER && plan.settings().verifiedEmailRequired()) {
            told.put("CLOUDSHELF_CHECKOUT_VERIFIED_EMAIL_REQUIRED", "true");
        }
        if (service == Service.ORDER && plan.settings().pool().isEmpty()) {
            told.put(
                    "CLOUDSHELF_SERVICE_CLIENT_SECRET",
                    plan.names().shopSecretMember("service_client_secret"));
        }
        if (service.writesLetters()) {
            plan.settings().smtpSecret().ifPresent(secret -> letters(secret, told));
        }
        return told;
    }

    private static void tokens(Plan plan, Map<String, String> told) {
        plan.settings()
                .pool()
                .ifPresentOrElse(
                        pool -> {
                            told.put("CLOUDSHELF_IDENTITY", "cognito");
                            told.put("CLOUDSHELF_COGNITO_ISSUER", pool.issuer());
                            told.put(
                                    "CLOUDSHELF_COGNITO_CLIENT_IDS",
                                    String.join(",", pool.clientIds()));
                        },
                        () ->
                                told.put(
                                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                                        "https://%s/.well-known/jwks.json"
                                                .formatted(
                                                        plan.names().parameterValue("api/host"))));
    }

    private static void postgres(Plan plan, Service service, Map<String, String> told) {
        told.put(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                "vertx-reactive:postgresql://%s:%d/%s?sslmode=require"
                        .formatted(
                                plan.names().parameterValue("database/host"),
                                Firewalls.POSTGRES_PORT,
                                Names.DATABASE));
        told.put("QUARKUS_DATASOURCE_USERNAME", service.schema());
        // A signed token of fifteen minutes for each connection in place of a password.
        told.put("QUARKUS_DATASOURCE_CREDENTIALS_PROVIDER", "rds-iam");
        told.put("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", Integer.toString(CONNECTIONS));
    }

    private static void account(Plan plan, Map<String, String> told) {
        if (plan.settings().pool().isEmpty()) {
            told.put("CLOUDSHELF_SIGNING_KEYS_SET", plan.names().shopSecretMember("signing_keys"));
            told.put(
                    "CLOUDSHELF_SERVICE_CLIENTS", plan.names().shopSecretMember("service_clients"));
            told.put(
                    "CLOUDSHELF_SECOND_FACTOR_KEY",
                    plan.names().shopSecretMember("second_factor_key"));
            if (plan.settings().adminSecondFactor()) {
                told.put("CLOUDSHELF_ADMIN_SECOND_FACTOR", "required");
            }
        }
        plan.settings().shop().ifPresent(shop -> links(shop, told));
    }

    /** Where the pages are that emails lead to; the token behind the number sign stays there. */
    private static void links(Settings.Shop shop, Map<String, String> told) {
        String page = "https://%s/%s#";
        told.put(
                "CLOUDSHELF_PASSWORD_RESETS_LINK_BASE",
                page.formatted(shop.domain(), "reset-password"));
        told.put(
                "CLOUDSHELF_EMAIL_VERIFICATION_LINK_BASE",
                page.formatted(shop.domain(), "verify-email"));
    }

    private static void letters(String secret, Map<String, String> told) {
        for (String member : new String[] {"host", "port", "username", "password"}) {
            told.put(
                    "QUARKUS_MAILER_" + member.toUpperCase(Locale.ROOT),
                    "{{resolve:secretsmanager:%s:SecretString:%s}}".formatted(secret, member));
        }
        told.put("QUARKUS_MAILER_START_TLS", "REQUIRED");
    }
}
