package dev.cloudshelf.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A function that a deployment runs, from {@code deploy/steps}; when it fails, so does the
 * deployment.
 */
final class Step extends Construct {

    private static final int MEMORY_MB = 512;

    private final Role role;
    private final Function function;

    /**
     * @param name of the function, after the environment's
     * @param handler a class of {@code dev.cloudshelf.steps}
     * @param layers what it reads from {@code /opt}
     */
    Step(
            Construct scope,
            String id,
            Plan plan,
            String name,
            String handler,
            ILayerVersion... layers) {
        super(scope, id);
        String functionName = plan.names().stack(name);
        LogGroup log = Functions.log(this, plan, functionName);
        role = Functions.role(this, log);
        function =
                Function.Builder.create(this, "Function")
                        .functionName(functionName)
                        .runtime(Runtime.JAVA_25)
                        .architecture(Architecture.ARM_64)
                        .handler("dev.cloudshelf.steps.%s::handleRequest".formatted(handler))
                        .code(Code.fromAsset(plan.packages().steps().toString()))
                        .layers(List.of(layers))
                        .memorySize(MEMORY_MB)
                        .timeout(Duration.minutes(5))
                        .tracing(Tracing.ACTIVE)
                        .loggingFormat(LoggingFormat.JSON)
                        .logGroup(log)
                        .role(role)
                        .environment(Map.of("JAVA_TOOL_OPTIONS", Functions.PREFER_IPV6))
                        .build();
    }

    Role role() {
        return role;
    }

    Function function() {
        return function;
    }

    void tell(String variable, String value) {
        function.addEnvironment(variable, value);
    }
}
