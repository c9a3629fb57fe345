package dev.cloudshelf.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.customresources.SdkCallsPolicyOptions;
import software.amazon.awscdk.services.ec2.CfnFlowLog;
import software.amazon.awscdk.services.ec2.CfnVPC;
import software.amazon.awscdk.services.ec2.CfnVPCCidrBlock;
import software.amazon.awscdk.services.ec2.VpcLookupOptions;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.IDependable;

/**
 * The VPC that the shop lives in.
 *
 * @param id its id
 * @param ipv6 what has to be there before a subnet can have IPv6 addresses
 * @param ipv6Range the /56 of which subnets get a /64 each
 * @param rangePattern of the IPv4 ranges, in which %d becomes the number of the subnet
 * @param firstRange what the numbers begin with
 */
record Vpc(String id, IDependable ipv6, String ipv6Range, String rangePattern, int firstRange) {

    /** An IPv4 range of 251 addresses. */
    String range(int number) {
        return rangePattern.formatted(firstRange + number);
    }

    /** Of phase 2: nothing else is in it, and its traffic is logged. */
    static Vpc ofOurOwn(Stack stack, Plan plan) {
        CfnVPC vpc =
                CfnVPC.Builder.create(stack, "Vpc")
                        .cidrBlock("10.20.0.0/16")
                        .enableDnsSupport(true)
                        .enableDnsHostnames(true)
                        .build();
        CfnVPCCidrBlock ipv6 = ipv6(stack, vpc.getRef());
        flowLog(stack, plan, vpc);
        return new Vpc(
                vpc.getRef(), ipv6, Fn.select(0, vpc.getAttrIpv6CidrBlocks()), "10.20.%d.0/24", 0);
    }

    /**
     * The default VPC of the region, which gets an IPv6 range. Its own subnets, a /20 for each zone
     * from 172.31.0.0 on, are all public; ours take the other end.
     */
    static Vpc thatIsThereAnyway(Stack stack) {
        String id =
                software.amazon.awscdk.services.ec2.Vpc.fromLookup(
                                stack,
                                "Default",
                                VpcLookupOptions.builder().isDefault(true).build())
                        .getVpcId();
        CfnVPCCidrBlock ipv6 = ipv6(stack, id);
        AwsCustomResource range = readIpv6Range(stack, id);
        range.getNode().addDependency(ipv6);
        return new Vpc(
                id,
                range,
                range.getResponseField("Vpcs.0.Ipv6CidrBlockAssociationSet.0.Ipv6CidrBlock"),
                "172.31.%d.0/24",
                240);
    }

    private static CfnVPCCidrBlock ipv6(Stack stack, String vpcId) {
        return CfnVPCCidrBlock.Builder.create(stack, "Ipv6")
                .vpcId(vpcId)
                .amazonProvidedIpv6CidrBlock(true)
                .build();
    }

    /** CloudFormation tells the range of a VPC that it made itself, and of no other. */
    private static AwsCustomResource readIpv6Range(Stack stack, String vpcId) {
        AwsSdkCall describe =
                AwsSdkCall.builder()
                        .service("EC2")
                        .action("DescribeVpcs")
                        .parameters(Map.of("VpcIds", List.of(vpcId)))
                        .outputPaths(List.of("Vpcs.0.Ipv6CidrBlockAssociationSet.0.Ipv6CidrBlock"))
                        .physicalResourceId(PhysicalResourceId.of(vpcId))
                        .build();
        AwsCustomResource range =
                AwsCustomResource.Builder.create(stack, "Ipv6Range")
                        .onUpdate(describe)
                        .installLatestAwsSdk(false)
                        .policy(
                                AwsCustomResourcePolicy.fromSdkCalls(
                                        SdkCallsPolicyOptions.builder()
                                                .resources(AwsCustomResourcePolicy.ANY_RESOURCE)
                                                .build()))
                        .build();
        stack.getNode().getChildren().stream()
                .filter(child ->
                        child.equals(range) || child.getNode().getId().startsWith("AWS679f53fac"))
                .forEach(child -> {
                    String reason =
                            "The CDK's own function for one read-only call; DescribeVpcs knows no"
                                    + " permissions on single resources.";
                    Suppressions.suppress(child, "AwsSolutions-IAM4", reason);
                    Suppressions.suppress(child, "AwsSolutions-IAM5", reason);
                    Suppressions.suppress(child, "AwsSolutions-L1", reason);
                });
        return range;
    }

    private static void flowLog(Stack stack, Plan plan, CfnVPC vpc) {
        LogGroup log =
                LogGroup.Builder.create(stack, "Traffic")
                        .retention(plan.environment().logRetention())
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        Role role =
                Role.Builder.create(stack, "TrafficWriter")
                        .assumedBy(new ServicePrincipal("vpc-flow-logs.amazonaws.com"))
                        .build();
        role.addToPolicy(
                PolicyStatement.Builder.create()
                        .actions(
                                List.of(
                                        "logs:CreateLogStream",
                                        "logs:DescribeLogStreams",
                                        "logs:PutLogEvents"))
                        .resources(List.of(log.getLogGroupArn()))
                        .build());
        Suppressions.suppress(
                role,
                "AwsSolutions-IAM5",
                "Streams of this one log have names of the flow log's choosing.");
        CfnFlowLog.Builder.create(stack, "FlowLog")
                .resourceId(vpc.getRef())
                .resourceType("VPC")
                .trafficType("REJECT")
                .logGroupName(log.getLogGroupName())
                .deliverLogsPermissionArn(role.getRoleArn())
                .build();
    }
}
