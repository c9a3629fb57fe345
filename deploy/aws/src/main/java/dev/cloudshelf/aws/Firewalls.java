package dev.cloudshelf.aws;

import java.util.List;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup.EgressProperty;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupEgress;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;
import software.constructs.Construct;

/** Who may speak to whom: functions to the database, and by TLS to AWS and a mail server. */
final class Firewalls extends Construct {

    static final int POSTGRES_PORT = 5432;
    private static final int HTTPS_PORT = 443;
    private static final int SUBMISSION_PORT = 587;

    Firewalls(Construct scope, Plan plan, String vpcId) {
        super(scope, "Firewalls");
        CfnSecurityGroup functions =
                CfnSecurityGroup.Builder.create(this, "Functions")
                        .groupDescription("CloudShelf functions that use the database")
                        .vpcId(vpcId)
                        .securityGroupEgress(
                                List.of(
                                        anywhere(HTTPS_PORT, "AWS, among it the other functions"),
                                        anywhere(SUBMISSION_PORT, "Letters, to a mail server")))
                        .build();
        CfnSecurityGroup database =
                CfnSecurityGroup.Builder.create(this, "Database")
                        .groupDescription("CloudShelf database")
                        .vpcId(vpcId)
                        // Without an entry EC2 would allow everything.
                        .securityGroupEgress(
                                List.of(
                                        EgressProperty.builder()
                                                .ipProtocol("icmp")
                                                .fromPort(252)
                                                .toPort(86)
                                                .cidrIp("255.255.255.255/32")
                                                .description("Nowhere")
                                                .build()))
                        .build();
        connect("FunctionsToDatabase", functions, database);
        if (plan.phase() == Phase.TWO) {
            connect("ProxyToDatabase", database, database);
        }
        Parameters.tell(this, plan, "network/functions-group", functions.getAttrGroupId());
        Parameters.tell(this, plan, "network/database-group", database.getAttrGroupId());
    }

    private void connect(String id, CfnSecurityGroup from, CfnSecurityGroup to) {
        CfnSecurityGroupEgress.Builder.create(this, id + "Out")
                .groupId(from.getAttrGroupId())
                .destinationSecurityGroupId(to.getAttrGroupId())
                .ipProtocol("tcp")
                .fromPort(POSTGRES_PORT)
                .toPort(POSTGRES_PORT)
                .description("PostgreSQL")
                .build();
        CfnSecurityGroupIngress.Builder.create(this, id + "In")
                .groupId(to.getAttrGroupId())
                .sourceSecurityGroupId(from.getAttrGroupId())
                .ipProtocol("tcp")
                .fromPort(POSTGRES_PORT)
                .toPort(POSTGRES_PORT)
                .description("PostgreSQL")
                .build();
    }

    private static EgressProperty anywhere(int port, String description) {
        return EgressProperty.builder()
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .cidrIpv6("::/0")
                .description(description)
                .build();
    }
}
