package dev.cloudshelf.aws;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.triggers.Trigger;
import software.constructs.Construct;

/**
 * Brings the service's schema into shape before its new version gets a request. The service's own
 * migrations are the layer, so that a changed one makes another version of the step and runs it.
 */
final class Migrations extends Construct {

    /**
     * A db.t4g.micro takes about 110 connections; of these, three services get as many each and the
     * master the rest.
     */
    private static final int CONNECTIONS_MAX = 30;

    private final Trigger trigger;

    Migrations(Construct scope, Plan plan, Service service) {
        super(scope, "Migrations");
        Names names = plan.names();
        LayerVersion files =
                LayerVersion.Builder.create(this, "Files")
                        .description("Migrations of " + service.module())
                        .code(Code.fromAsset(service.migrations(plan.settings().root()).toString()))
                        .build();
        Step step =
                new Step(
                        this,
                        "Step",
                        plan,
                        service.shortName() + "-migrations",
                        "MigrateSchema",
                        files);
        step.tell("SCHEMA", service.schema());
        step.tell("CONNECTIONS_MAX", Integer.toString(CONNECTIONS_MAX));
        step.tell("DATABASE_HOST", names.parameterValue("database/instance-host"));
        step.tell("DATABASE_NAME", Names.DATABASE);
        step.tell("MASTER_SECRET", names.parameterValue("database/master-secret"));
        Functions.allowNetwork(step.role());
        Functions.allow(
                step.role(),
                List.of("secretsmanager:GetSecretValue"),
                names.parameterValue("database/master-secret"));
        Functions.intoNetwork(step.function(), plan);
        trigger =
                Trigger.Builder.create(this, "Migrated")
                        .handler(step.function())
                        .timeout(Duration.minutes(5))
                        .build();
    }

    /** Nothing reaches the new version until the schema is what it expects. */
    void before(Alias live) {
        trigger.executeBefore(live);
    }
}
