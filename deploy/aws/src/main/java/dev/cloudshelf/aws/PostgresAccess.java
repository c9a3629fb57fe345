package dev.cloudshelf.aws;

import java.util.List;
import software.amazon.awscdk.Aws;

/** Who may sign in to PostgreSQL as whom: each function as its own role, by IAM. */
final class PostgresAccess {

    private PostgresAccess() {}

    /**
     * @param resourceId of the instance or its proxy, {@code db-...} or {@code prx-...}
     */
    static String userArn(String resourceId, Service service) {
        return "arn:%s:rds-db:%s:%s:dbuser:%s/%s"
                .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, resourceId, service.schema());
    }

    static void grant(ServiceFunction function, Plan plan, Service service) {
        Functions.allow(
                function.role(),
                List.of("rds-db:connect"),
                userArn(plan.names().parameterValue("database/resource-id"), service));
    }
}
