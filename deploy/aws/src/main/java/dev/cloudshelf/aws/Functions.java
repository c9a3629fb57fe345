package dev.cloudshelf.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** What all functions have: a log that ends, a role of their own, and where needed a network. */
final class Functions {

    /** Java takes the first address that it finds, and out of the VPC leads no IPv4. */
    static final String PREFER_IPV6 = "-Djava.net.preferIPv6Addresses=true";

    private Functions() {}

    /**
     * @param name the function's
     */
    static LogGroup log(Construct scope, Plan plan, String name) {
        return LogGroup.Builder.create(scope, "Log")
                .logGroupName("/aws/lambda/" + name)
                .retention(plan.environment().logRetention())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    /** May write its log and traces, and nothing else yet. */
    static Role role(Construct scope, LogGroup log) {
        Role role =
                Role.Builder.create(scope, "Role")
                        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                        .build();
        allow(role, List.of("logs:CreateLogStream", "logs:PutLogEvents"), log.getLogGroupArn());
        allow(role, List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"), "*");
        Suppressions.suppress(
                role,
                "AwsSolutions-IAM5",
                "Streams of the function's own log have names of Lambda's choosing; X-Ray and network"
                        + " interfaces know no permissions on single resources.");
        return role;
    }

    static void allow(Role role, List<String> actions, String... resources) {
        role.addToPolicy(
                PolicyStatement.Builder.create()
                        .effect(Effect.ALLOW)
                        .actions(actions)
                        .resources(List.of(resources))
                        .build());
    }

    /** Lets Lambda make the function's interfaces; it needs this before the function is made. */
    static void allowNetwork(Role role) {
        allow(
                role,
                List.of(
                        "ec2:AssignPrivateIpAddresses",
                        "ec2:CreateNetworkInterface",
                        "ec2:DeleteNetworkInterface",
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribeSubnets",
                        "ec2:UnassignPrivateIpAddresses"),
                "*");
    }

    /** Puts a function where the database is; to everything else it speaks IPv6. */
    static void intoNetwork(Function function, Plan plan) {
        CfnFunction resource = (CfnFunction) function.getNode().getDefaultChild();
        if (resource == null) {
            throw new IllegalStateException("A function without a resource");
        }
        Names names = plan.names();
        resource.addPropertyOverride(
                "VpcConfig",
                Map.of(
                        "Ipv6AllowedForDualStack",
                        true,
                        "SubnetIds",
                        List.of(
                                names.parameterValue("network/functions-subnet-0"),
                                names.parameterValue("network/functions-subnet-1")),
                        "SecurityGroupIds",
                        List.of(names.parameterValue("network/functions-group"))));
    }
}
