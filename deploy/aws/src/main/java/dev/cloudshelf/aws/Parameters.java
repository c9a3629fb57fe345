package dev.cloudshelf.aws;

import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/** What one stack tells the others. */
final class Parameters {

    private Parameters() {}

    /**
     * @param of such as {@code api/host}; read by {@link Names#parameterValue}
     */
    static void tell(Construct scope, Plan plan, String of, String value) {
        StringParameter.Builder.create(scope, "Parameter-" + of.replace('/', '-'))
                .parameterName(plan.names().parameter(of))
                .stringValue(value)
                .build();
    }
}
