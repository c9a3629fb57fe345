package dev.cloudshelf.aws;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.codedeploy.ILambdaDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentConfig;
import software.amazon.awscdk.services.logs.RetentionDays;

/** What a deployment is for. Each has an account, or at least a region, to itself. */
enum Environment {
    DEV,
    STAGING,
    PROD;

    static Environment of(String text) {
        return Arrays.stream(values())
                .filter(environment -> environment.toString().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new Refusal(
                                "There is no environment '%s': choose %s."
                                        .formatted(
                                                text,
                                                Arrays.stream(values())
                                                        .map(Environment::toString)
                                                        .collect(Collectors.joining(", ")))));
    }

    RetentionDays logRetention() {
        return switch (this) {
            case DEV -> RetentionDays.ONE_WEEK;
            case STAGING -> RetentionDays.ONE_MONTH;
            case PROD -> RetentionDays.THREE_MONTHS;
        };
    }

    /** How traffic moves to a new version; in each of them an alarm moves it back. */
    ILambdaDeploymentConfig shift() {
        return switch (this) {
            case DEV -> LambdaDeploymentConfig.ALL_AT_ONCE;
            case STAGING -> LambdaDeploymentConfig.CANARY_10_PERCENT_5_MINUTES;
            case PROD -> LambdaDeploymentConfig.CANARY_10_PERCENT_15_MINUTES;
        };
    }

    int backupDays() {
        return this == PROD ? 14 : 3;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
