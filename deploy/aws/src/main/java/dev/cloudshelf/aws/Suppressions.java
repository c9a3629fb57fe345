package dev.cloudshelf.aws;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.constructs.IConstruct;

/** Where a rule of cdk-nag does not hold for us, and why not. */
final class Suppressions {

    private Suppressions() {}

    /**
     * @param rule such as {@code AwsSolutions-IAM4}
     * @param reason for whoever reviews it
     */
    static void suppress(IConstruct construct, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                construct,
                List.of(NagPackSuppression.builder().id(rule).reason(reason).build()),
                true);
    }
}
