package dev.cloudshelf.aws;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.amazon.awscdk.triggers.Trigger;
import software.constructs.Construct;

/**
 * The keys that access tokens are signed with, and what order-service signs in with. They are made
 * on AWS by a step of the deployment, once, and are in no template and on no developer's machine.
 */
final class SecretsStack extends Stack {

    SecretsStack(Construct scope, Plan plan, StackProps props) {
        super(scope, "secrets", props);
        // The construct of the second layer would give it a value at once, and the step would make
        // none.
        CfnSecret secret =
                CfnSecret.Builder.create(this, "Shop")
                        .name(plan.names().shopSecret())
                        .description("Keys of access tokens, and what services sign in with")
                        .build();
        secret.applyRemovalPolicy(plan.dataRemoval());
        Suppressions.suppress(
                secret,
                "AwsSolutions-SMG4",
                "Keys are rotated by a deployment with an overlap: a new key is published before it"
                        + " signs, which rotation by Secrets Manager cannot know.");
        Step step = new Step(this, "MakeKeys", plan, "secrets-step", "MakeKeys");
        step.tell("SECRET_ID", plan.names().shopSecret());
        Functions.allow(
                step.role(),
                List.of("secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"),
                secret.getRef());
        Trigger trigger =
                Trigger.Builder.create(this, "KeysMade")
                        .handler(step.function())
                        .timeout(Duration.minutes(2))
                        .build();
        trigger.executeAfter(secret);
    }
}
