package dev.cloudshelf.aws;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.apigatewayv2.CfnApi;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.CfnStage.AccessLogSettingsProperty;
import software.amazon.awscdk.services.apigatewayv2.CfnStage.RouteSettingsProperty;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * One HTTP API, imported from {@code deploy/openapi/cloudshelf.yaml}. It names functions that may
 * not be there yet: services fetch the keys of access tokens through it and come after it.
 */
final class ApiStack extends Stack {

    ApiStack(Construct scope, Plan plan, StackProps props) {
        super(scope, "api", props);
        ApiDefinition definition = ApiDefinition.in(plan.settings().root());
        CfnApi api =
                CfnApi.Builder.create(this, "Api")
                        .body(definition.body(plan))
                        // Functions in the VPC reach it too, and speak IPv6 to the world.
                        .ipAddressType("dualstack")
                        .build();
        stage(plan, api, definition);
        Parameters.tell(this, plan, "api/id", api.getRef());
        Parameters.tell(
                this,
                plan,
                "api/host",
                "%s.execute-api.%s.%s".formatted(api.getRef(), getRegion(), getUrlSuffix()));
    }

    private void stage(Plan plan, CfnApi api, ApiDefinition definition) {
        RouteLimits usual = RouteLimits.usual(definition.limits());
        LogGroup log =
                LogGroup.Builder.create(this, "Access")
                        .logGroupName("/aws/apigateway/" + plan.names().stack("api"))
                        .retention(plan.environment().logRetention())
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        CfnStage.Builder.create(this, "Stage")
                .apiId(api.getRef())
                .stageName("$default")
                .autoDeploy(true)
                .accessLogSettings(
                        AccessLogSettingsProperty.builder()
                                .destinationArn(log.getLogGroupArn())
                                .format(logLine())
                                .build())
                .defaultRouteSettings(
                        RouteSettingsProperty.builder()
                                .throttlingRateLimit(usual.perSecond())
                                .throttlingBurstLimit(usual.burst())
                                .detailedMetricsEnabled(false)
                                .build())
                .routeSettings(RouteLimits.settings(definition.limits()))
                .build();
    }

    /** The route and not the path, no address and no query: a log has nothing personal in it. */
    private static String logLine() {
        Map<String, String> members =
                Map.of(
                        "request_id", "requestId",
                        "route", "routeKey",
                        "status", "status",
                        "milliseconds", "responseLatency",
                        "function_milliseconds", "integrationLatency",
                        "function_error", "integrationErrorMessage");
        return Stream.of(
                        "request_id",
                        "route",
                        "status",
                        "milliseconds",
                        "function_milliseconds",
                        "function_error")
                .map(name -> "\"%s\":\"$context.%s\"".formatted(name, members.get(name)))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
