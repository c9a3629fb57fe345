package dev.cloudshelf.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicyOptions;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.rds.CfnDBInstance;
import software.amazon.awscdk.services.rds.CfnDBParameterGroup;
import software.amazon.awscdk.services.rds.CfnDBProxy;
import software.amazon.awscdk.services.rds.CfnDBProxyTargetGroup;
import software.amazon.awscdk.services.rds.CfnDBProxyTargetGroup.ConnectionPoolConfigurationInfoFormatProperty;
import software.amazon.awscdk.services.rds.CfnDBSubnetGroup;
import software.constructs.Construct;

/**
 * One PostgreSQL for three services, each with a schema and a role of its own that signs in by IAM.
 * The master's password is made and rotated by RDS; nobody knows it, and only migrations read it.
 */
final class DatabaseStack extends Stack {

    /** The one that tests run on. */
    private static final String ENGINE_VERSION = "17";

    private static final int STORAGE_GB = 20;
    private static final int STORAGE_MAX_GB = 100;
    private static final long STORAGE_ALARM_BYTES = 2L * 1024 * 1024 * 1024;

    private final Plan plan;

    DatabaseStack(Construct scope, Plan plan, StackProps props) {
        super(scope, "database", props);
        this.plan = plan;
        CfnDBInstance instance = instance();
        explain(instance);
        Parameters.tell(this, plan, "database/instance-host", instance.getAttrEndpointAddress());
        Parameters.tell(
                this, plan, "database/master-secret", instance.getAttrMasterUserSecretSecretArn());
        if (plan.phase() == Phase.TWO) {
            CfnDBProxy proxy = proxy(instance);
            Parameters.tell(this, plan, "database/host", proxy.getAttrEndpoint());
            // ...:db-proxy:prx-0123; IAM names the proxy by the last part.
            Parameters.tell(
                    this,
                    plan,
                    "database/resource-id",
                    Fn.select(6, Fn.split(":", proxy.getAttrDbProxyArn())));
        } else {
            Parameters.tell(this, plan, "database/host", instance.getAttrEndpointAddress());
            Parameters.tell(this, plan, "database/resource-id", instance.getAttrDbiResourceId());
        }
        storageAlarm();
    }

    private CfnDBInstance instance() {
        CfnDBSubnetGroup subnets =
                CfnDBSubnetGroup.Builder.create(this, "Subnets")
                        .dbSubnetGroupDescription("CloudShelf database")
                        .subnetIds(subnetIds())
                        .build();
        CfnDBParameterGroup parameters =
                CfnDBParameterGroup.Builder.create(this, "Parameters")
                        .family("postgres" + ENGINE_VERSION)
                        .description("CloudShelf: TLS only, slow statements in the log")
                        .parameters(
                                Map.of("rds.force_ssl", "1", "log_min_duration_statement", "1000"))
                        .build();
        boolean two = plan.phase() == Phase.TWO;
        boolean keep = !plan.settings().removable();
        CfnDBInstance instance =
                CfnDBInstance.Builder.create(this, "Instance")
                        .dbInstanceIdentifier(plan.names().databaseInstance())
                        .engine("postgres")
                        .engineVersion(ENGINE_VERSION)
                        .dbInstanceClass(two ? "db.t4g.medium" : "db.t4g.micro")
                        .dbName(Names.DATABASE)
                        .masterUsername("cloudshelf_master")
                        .manageMasterUserPassword(true)
                        .enableIamDatabaseAuthentication(true)
                        .publiclyAccessible(false)
                        .multiAz(two)
                        .storageType("gp3")
                        .storageEncrypted(true)
                        .allocatedStorage(Integer.toString(STORAGE_GB))
                        .maxAllocatedStorage(STORAGE_MAX_GB)
                        .dbSubnetGroupName(subnets.getRef())
                        .dbParameterGroupName(parameters.getRef())
                        .vpcSecurityGroups(
                                List.of(plan.names().parameterValue("network/database-group")))
                        .backupRetentionPeriod(plan.environment().backupDays())
                        .copyTagsToSnapshot(true)
                        .deletionProtection(keep)
                        .autoMinorVersionUpgrade(true)
                        .build();
        instance.applyRemovalPolicy(plan.dataRemoval(), RemovalPolicyOptions.builder().build());
        if (keep) {
            instance.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.SNAPSHOT);
        }
        return instance;
    }

    private List<String> subnetIds() {
        return List.of(
                plan.names().parameterValue("network/database-subnet-0"),
                plan.names().parameterValue("network/database-subnet-1"));
    }

    /** Functions come and go by the hundred; the proxy keeps their connections few. */
    private CfnDBProxy proxy(CfnDBInstance instance) {
        Role role =
                Role.Builder.create(this, "ProxyRole")
                        .assumedBy(new ServicePrincipal("rds.amazonaws.com"))
                        .build();
        for (Service service : Service.values()) {
            if (service.usesPostgres(plan.phase())) {
                Functions.allow(
                        role,
                        List.of("rds-db:connect"),
                        PostgresAccess.userArn(instance.getAttrDbiResourceId(), service));
            }
        }
        CfnDBProxy proxy =
                CfnDBProxy.Builder.create(this, "Proxy")
                        .dbProxyName(plan.names().stack("proxy"))
                        .engineFamily("POSTGRESQL")
                        .roleArn(role.getRoleArn())
                        .defaultAuthScheme("IAM_AUTH")
                        .requireTls(true)
                        .vpcSubnetIds(subnetIds())
                        .vpcSecurityGroupIds(
                                List.of(plan.names().parameterValue("network/database-group")))
                        .build();
        CfnDBProxyTargetGroup.Builder.create(this, "ProxyTarget")
                .dbProxyName(proxy.getRef())
                .targetGroupName("default")
                .dbInstanceIdentifiers(List.of(instance.getRef()))
                .connectionPoolConfigurationInfo(
                        ConnectionPoolConfigurationInfoFormatProperty.builder()
                                .maxConnectionsPercent(80)
                                .connectionBorrowTimeout(5)
                                .build())
                .build();
        return proxy;
    }

    private void storageAlarm() {
        Alarms.of(this, plan, "Storage")
                .metric(
                        Alarms.metric(
                                "AWS/RDS",
                                "FreeStorageSpace",
                                "Minimum",
                                Map.of("DBInstanceIdentifier", plan.names().databaseInstance())))
                .below(STORAGE_ALARM_BYTES)
                .because("The database has less than 2 GiB left: raise its storage.");
    }

    private void explain(CfnDBInstance instance) {
        Suppressions.suppress(
                instance,
                "AwsSolutions-RDS11",
                "The port keeps nobody out; the security group does, which admits the functions only.");
        if (plan.phase() != Phase.TWO) {
            Suppressions.suppress(
                    instance,
                    "AwsSolutions-RDS3",
                    "A second instance doubles the price of a phase that is to cost less than 30 USD a"
                            + " month; phase 2 has one.");
        }
        if (plan.settings().removable()) {
            Suppressions.suppress(
                    instance,
                    "AwsSolutions-RDS10",
                    "Whoever deploys with removable=true is about to take the environment down.");
        }
    }
}
