package dev.cloudshelf.aws;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.dynamodb.CfnTable;
import software.amazon.awscdk.services.dynamodb.CfnTable.PointInTimeRecoverySpecificationProperty;
import software.amazon.awscdk.services.dynamodb.CfnTable.SSESpecificationProperty;
import software.amazon.awscdk.services.dynamodb.CfnTable.TimeToLiveSpecificationProperty;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * A service's tables, as its own definitions have them: on demand, encrypted, kept, recoverable.
 */
final class Tables extends Construct {

    private record Made(TableDefinition definition, CfnTable table) {}

    private final List<Made> tables = new ArrayList<>();

    Tables(Construct scope, Plan plan, Service service) {
        super(scope, "Tables");
        for (TableDefinition definition :
                TableDefinition.in(service.tableDefinitions(plan.settings().root()))) {
            tables.add(new Made(definition, table(plan, definition)));
        }
        if (tables.isEmpty()) {
            throw new Refusal(
                    "%s has no tables in %s, so that it cannot run in phase %s."
                            .formatted(
                                    service.module(),
                                    service.tableDefinitions(plan.settings().root()),
                                    plan.phase()));
        }
    }

    private CfnTable table(Plan plan, TableDefinition definition) {
        CfnTable.Builder table =
                CfnTable.Builder.create(this, definition.name())
                        .tableName(definition.name())
                        .billingMode("PAY_PER_REQUEST")
                        .keySchema(definition.keys())
                        .attributeDefinitions(definition.attributes())
                        .deletionProtectionEnabled(!plan.settings().removable())
                        .sseSpecification(
                                SSESpecificationProperty.builder().sseEnabled(true).build())
                        .pointInTimeRecoverySpecification(
                                PointInTimeRecoverySpecificationProperty.builder()
                                        .pointInTimeRecoveryEnabled(true)
                                        .build());
        if (!definition.indexes().isEmpty()) {
            table.globalSecondaryIndexes(definition.indexes());
        }
        definition
                .timeToLive()
                .ifPresent(attribute ->
                        table.timeToLiveSpecification(
                                TimeToLiveSpecificationProperty.builder()
                                        .attributeName(attribute)
                                        .enabled(true)
                                        .build()));
        CfnTable made = table.build();
        made.applyRemovalPolicy(plan.dataRemoval());
        return made;
    }

    /** What the service's code does with each table, and nothing else. */
    void grant(Role role) {
        for (Made made : tables) {
            Functions.allow(role, TableActions.ON_TABLE, made.table().getAttrArn());
            made.definition()
                    .indexNames()
                    .forEach(index ->
                            Functions.allow(
                                    role,
                                    TableActions.ON_INDEX,
                                    made.table().getAttrArn() + "/index/" + index));
        }
    }
}
