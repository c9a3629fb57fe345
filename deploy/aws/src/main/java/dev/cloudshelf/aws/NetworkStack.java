package dev.cloudshelf.aws;

import java.util.List;
import software.amazon.awscdk.CfnTag;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.CfnEgressOnlyInternetGateway;
import software.amazon.awscdk.services.ec2.CfnRoute;
import software.amazon.awscdk.services.ec2.CfnRouteTable;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.CfnSubnetRouteTableAssociation;
import software.constructs.Construct;

/**
 * Two subnets for functions and two for the database, none of which can be reached from outside.
 * Out of the functions' subnets leads IPv6 alone, through an egress-only gateway that costs
 * nothing; out of the database's leads nothing (docs/decisions/0018-no-nat.md).
 */
final class NetworkStack extends Stack {

    private static final int ZONES = 2;
    private static final String SUBNET_BITS = "64";

    private final Plan plan;
    private final Vpc vpc;

    NetworkStack(Construct scope, Plan plan, StackProps props) {
        super(scope, "network", props);
        this.plan = plan;
        vpc = plan.phase() == Phase.TWO ? Vpc.ofOurOwn(this, plan) : Vpc.thatIsThereAnyway(this);
        subnets("functions", 0, routesOut());
        subnets("database", ZONES, table("Database"));
        new Firewalls(this, plan, vpc.id());
    }

    private CfnRouteTable routesOut() {
        CfnEgressOnlyInternetGateway gateway =
                CfnEgressOnlyInternetGateway.Builder.create(this, "Egress").vpcId(vpc.id()).build();
        CfnRouteTable table = table("Functions");
        CfnRoute route =
                CfnRoute.Builder.create(this, "FunctionsToInternet")
                        .routeTableId(table.getRef())
                        .destinationIpv6CidrBlock("::/0")
                        .egressOnlyInternetGatewayId(gateway.getAttrId())
                        .build();
        route.getNode().addDependency(vpc.ipv6());
        return table;
    }

    private CfnRouteTable table(String name) {
        return CfnRouteTable.Builder.create(this, name + "Routes")
                .vpcId(vpc.id())
                .tags(List.of(named(name)))
                .build();
    }

    /**
     * @param from the first of the ranges that they take
     */
    private void subnets(String name, int from, CfnRouteTable routes) {
        for (int zone = 0; zone < ZONES; zone++) {
            String id = "%s-subnet-%d".formatted(name, zone);
            CfnSubnet subnet =
                    CfnSubnet.Builder.create(this, id)
                            .vpcId(vpc.id())
                            .availabilityZone(Fn.select(zone, Fn.getAzs()))
                            .cidrBlock(vpc.range(from + zone))
                            .ipv6CidrBlock(
                                    Fn.select(
                                            from + zone,
                                            Fn.cidr(vpc.ipv6Range(), 2 * ZONES, SUBNET_BITS)))
                            .assignIpv6AddressOnCreation(true)
                            .mapPublicIpOnLaunch(false)
                            .tags(List.of(named(id)))
                            .build();
            subnet.getNode().addDependency(vpc.ipv6());
            CfnSubnetRouteTableAssociation.Builder.create(this, id + "-routes")
                    .subnetId(subnet.getRef())
                    .routeTableId(routes.getRef())
                    .build();
            Parameters.tell(this, plan, "network/" + id, subnet.getRef());
        }
    }

    private CfnTag named(String name) {
        return CfnTag.builder().key("Name").value(plan.names().stack(name)).build();
    }
}
