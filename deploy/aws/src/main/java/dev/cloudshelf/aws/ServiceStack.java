package dev.cloudshelf.aws;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.codedeploy.AutoRollbackConfig;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentGroup;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * One service with all that is its own: function and alias, tables or access to the database,
 * migrations, due work, dead letters and alarms. It is deployed and rolled back alone.
 */
final class ServiceStack extends Stack {

    private final Plan plan;
    private final Service service;

    ServiceStack(Construct scope, Plan plan, Service service, StackProps props) {
        super(scope, service.shortName(), props);
        this.plan = plan;
        this.service = service;
        ServiceFunction function = new ServiceFunction(this, plan, service);
        Alias live = function.alias();
        LogSignal.count(this, plan, service, function.log());
        Queue deadLetters = deadLetters();
        live.configureAsyncInvoke(
                EventInvokeConfigOptions.builder()
                        .onFailure(new SqsDestination(deadLetters))
                        // The next minute comes anyway, and its work is the same.
                        .retryAttempts(0)
                        .maxEventAge(Duration.minutes(1))
                        .build());
        if (service.usesPostgres(plan.phase())) {
            PostgresAccess.grant(function, plan, service);
            new Migrations(this, plan, service).before(live);
        } else {
            new Tables(this, plan, service).grant(function.role());
        }
        if (service.hasDueWork()) {
            new DueWork(this, plan, service, live, deadLetters);
        }
        admitGateway(live);
        moveTraffic(
                live, new ServiceAlarms(this, plan, service, live, deadLetters).againstRelease());
    }

    private Queue deadLetters() {
        Queue queue =
                Queue.Builder.create(this, "DeadLetters")
                        .queueName(plan.names().deadLetters(service))
                        .encryption(QueueEncryption.SQS_MANAGED)
                        .enforceSsl(true)
                        .retentionPeriod(Duration.days(14))
                        .build();
        Suppressions.suppress(
                queue,
                "AwsSolutions-SQS3",
                "It is itself where letters go that nobody could take.");
        return queue;
    }

    private void admitGateway(Alias live) {
        CfnPermission.Builder.create(this, "GatewayMayCall")
                .action("lambda:InvokeFunction")
                .functionName(live.getFunctionArn())
                .principal("apigateway.amazonaws.com")
                .sourceArn(
                        "arn:%s:execute-api:%s:%s:%s/*"
                                .formatted(
                                        getPartition(),
                                        getRegion(),
                                        getAccount(),
                                        plan.names().parameterValue("api/id")))
                .build();
    }

    /** A canary by the alias's weights, which an alarm takes back. */
    private void moveTraffic(Alias live, List<Alarm> alarms) {
        LambdaDeploymentGroup group =
                LambdaDeploymentGroup.Builder.create(this, "Release")
                        .alias(live)
                        .deploymentConfig(plan.environment().shift())
                        .alarms(alarms)
                        .autoRollback(
                                AutoRollbackConfig.builder()
                                        .failedDeployment(true)
                                        .stoppedDeployment(true)
                                        .deploymentInAlarm(true)
                                        .build())
                        .build();
        Suppressions.suppress(
                group,
                "AwsSolutions-IAM4",
                "AWS's own policy for CodeDeploy on Lambda, the limited one, which follows what"
                        + " CodeDeploy needs.");
    }
}
