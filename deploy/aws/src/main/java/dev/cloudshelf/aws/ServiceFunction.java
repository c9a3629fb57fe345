package dev.cloudshelf.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** A service as a function, native unless asked otherwise, behind its alias. */
final class ServiceFunction extends Construct {

    private static final int NATIVE_MEMORY_MB = 512;
    private static final int JVM_MEMORY_MB = 1024;

    /** As long as API Gateway waits for the slowest operation, an import. */
    private static final int TIMEOUT_SECONDS = 30;

    private final LogGroup log;
    private final Role role;
    private final Function function;
    private final Alias alias;

    ServiceFunction(Construct scope, Plan plan, Service service) {
        super(scope, "Service");
        String name = plan.names().function(service);
        log = Functions.log(this, plan, name);
        role = Functions.role(this, log);
        boolean inNetwork = service.usesPostgres(plan.phase());
        if (inNetwork) {
            Functions.allowNetwork(role);
        }
        for (Service called : service.calls(plan.settings())) {
            Functions.allow(role, List.of("lambda:InvokeFunction"), plan.names().aliasArn(called));
        }
        function = function(plan, service, name);
        if (inNetwork) {
            Functions.intoNetwork(function, plan);
        }
        alias =
                Alias.Builder.create(this, "Live")
                        .aliasName(Names.ALIAS)
                        .version(function.getCurrentVersion())
                        .build();
    }

    private Function function(Plan plan, Service service, String name) {
        boolean jvm = plan.settings().jvm();
        Map<String, String> environment = ServiceEnvironment.of(plan, service);
        Function.Builder builder =
                Function.Builder.create(this, "Function")
                        .functionName(name)
                        .description("CloudShelf " + service.module())
                        .runtime(jvm ? Runtime.JAVA_25 : Runtime.PROVIDED_AL2023)
                        .architecture(
                                plan.settings().x86() ? Architecture.X86_64 : Architecture.ARM_64)
                        .handler(
                                jvm
                                        ? "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest"
                                        : "bootstrap")
                        .code(
                                Code.fromAsset(
                                        plan.packages().of(service, plan.settings()).toString()))
                        .memorySize(jvm ? JVM_MEMORY_MB : NATIVE_MEMORY_MB)
                        .timeout(Duration.seconds(TIMEOUT_SECONDS))
                        .tracing(tracing(plan, service))
                        .logGroup(log)
                        .role(role)
                        .environment(environment);
        if (jvm) {
            builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
        }
        Function made = builder.build();
        if (!jvm) {
            Suppressions.suppress(
                    made,
                    "AwsSolutions-L1",
                    "A native executable brings its own runtime; provided.al2023 is the newest there"
                            + " is for it.");
        }
        return made;
    }

    /**
     * Lambda traces a request each second and a twentieth of the rest, which costs a small shop
     * more than the functions do. In phase 1 checkout alone is traced, with all that it calls.
     */
    private static Tracing tracing(Plan plan, Service service) {
        return plan.phase() == Phase.ONE && service != Service.ORDER
                ? Tracing.PASS_THROUGH
                : Tracing.ACTIVE;
    }

    LogGroup log() {
        return log;
    }

    Role role() {
        return role;
    }

    Alias alias() {
        return alias;
    }
}
