package dev.cloudshelf.aws;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApiStackTest {

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
}
