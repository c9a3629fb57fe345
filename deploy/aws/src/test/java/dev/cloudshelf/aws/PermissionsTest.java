package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PermissionsTest {

    static final Map<String, String> WITH_POOL =
            Map.of(
                    "phase",
                    "hybrid",
                    "environment",
                    "dev",
                    "cognitoIssuer",
                    "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc",
                    "cognitoClientIds",
                    "one,two");

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void aFunctionCallsWhomItMustAndNobodyElse(Phase phase, Environment environment) {
        callsAreAllowed(Synthesis.of(phase, environment));
    }

    @Test
    void aUserPoolIsNotAskedAboutSignIns() {
        Synthesis synthesis = Synthesis.with(WITH_POOL);

        callsAreAllowed(synthesis);
        assertThat(Service.CATALOG.calls(synthesis.settings())).isEmpty();
        assertThat(Service.ACCOUNT.calls(synthesis.settings())).isEmpty();
    }

    private static void callsAreAllowed(Synthesis synthesis) {
        for (Service service : Service.values()) {
            List<Service> others = service.calls(synthesis.settings());
            List<String> called = resources(synthesis, service, "lambda:InvokeFunction");
            String told = synthesis.function(service).properties().path("Environment").toString();

            assertThat(called).hasSize(others.size());
            for (Service other : others) {
                String alias =
                        "cloudshelf-%s-%s:live"
                                .formatted(synthesis.settings().environment(), other.shortName());
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
            List<String> users = resources(synthesis, service, "rds-db:connect");

            assertThat(users).hasSize(service.usesPostgres(phase) ? 1 : 0);
            assertThat(users).allMatch(user -> user.contains("/" + service.schema()));
            assertThat(synthesis.function(service).properties().toString())
                    .doesNotContain("DATASOURCE_PASSWORD");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void tablePermissionsNameTableAndAction(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);
        for (Service service : Service.values()) {
            assertThat(synthesis.rolePolicies(service))
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

    /** Where a function may do something. */
    private static List<String> resources(Synthesis synthesis, Service service, String action) {
        return synthesis
                .rolePolicies(service)
                .filter(statement -> StacksTest.texts(statement.path("Action")).contains(action))
                .map(statement -> statement.path("Resource").toString())
                .toList();
    }
}
