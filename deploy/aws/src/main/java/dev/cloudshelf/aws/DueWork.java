package dev.cloudshelf.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnSchedule.DeadLetterConfigProperty;
import software.amazon.awscdk.services.scheduler.CfnSchedule.FlexibleTimeWindowProperty;
import software.amazon.awscdk.services.scheduler.CfnSchedule.RetryPolicyProperty;
import software.amazon.awscdk.services.scheduler.CfnSchedule.TargetProperty;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * What a timer does in a process that keeps running: EventBridge asks the function each minute for
 * the work that is due. The event is a request of API Gateway's kind for a path that API Gateway
 * does not route, so that nobody can ask for it but whom IAM lets invoke the function.
 */
final class DueWork extends Construct {

    static final String PATH = "/internal/due-work";
    private static final String EVERY = "rate(1 minute)";

    DueWork(Construct scope, Plan plan, Service service, Alias live, Queue deadLetters) {
        super(scope, "DueWork");
        Role role =
                Role.Builder.create(this, "Role")
                        .assumedBy(new ServicePrincipal("scheduler.amazonaws.com"))
                        .build();
        Functions.allow(role, List.of("lambda:InvokeFunction"), live.getFunctionArn());
        Functions.allow(role, List.of("sqs:SendMessage"), deadLetters.getQueueArn());
        CfnSchedule.Builder.create(this, "Schedule")
                .name(plan.names().function(service))
                .description("Work of %s that no request asks for".formatted(service.module()))
                .scheduleExpression(EVERY)
                .flexibleTimeWindow(FlexibleTimeWindowProperty.builder().mode("OFF").build())
                .target(
                        TargetProperty.builder()
                                .arn(live.getFunctionArn())
                                .roleArn(role.getRoleArn())
                                .input(event().toString())
                                .retryPolicy(
                                        RetryPolicyProperty.builder()
                                                .maximumEventAgeInSeconds(60)
                                                .maximumRetryAttempts(0)
                                                .build())
                                .deadLetterConfig(
                                        DeadLetterConfigProperty.builder()
                                                .arn(deadLetters.getQueueArn())
                                                .build())
                                .build())
                .build();
    }

    /** Payload format 2.0 of an HTTP API, as far as a request without a body has it. */
    static JsonNode event() {
        ObjectNode event = new ObjectMapper().createObjectNode();
        event.put("version", "2.0").put("routeKey", "$default").put("rawPath", PATH);
        event.put("rawQueryString", "").put("isBase64Encoded", false);
        event.putObject("headers").put("host", "scheduler").put("content-length", "0");
        ObjectNode context = event.putObject("requestContext");
        context.put("routeKey", "$default").put("stage", "$default");
        context.put("requestId", "<aws.scheduler.execution-id>");
        context.putObject("http")
                .put("method", "POST")
                .put("path", PATH)
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "127.0.0.1")
                .put("userAgent", "EventBridge Scheduler");
        return event;
    }
}
