package dev.cloudshelf.aws;

import software.amazon.awscdk.Aws;

/**
 * What things are called. Stacks know each other by these names alone and share no exports, so that
 * each is deployed, rolled back and removed by itself.
 */
record Names(Environment environment) {

    /** The alias that all traffic goes through. */
    static final String ALIAS = "live";

    /** The database inside the instance. */
    static final String DATABASE = "cloudshelf";

    String stack(String of) {
        return "cloudshelf-%s-%s".formatted(environment, of);
    }

    String function(Service service) {
        return stack(service.shortName());
    }

    String aliasArn(Service service) {
        return "arn:%s:lambda:%s:%s:function:%s:%s"
                .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, function(service), ALIAS);
    }

    /** Where what is counted in logs is kept, as CloudWatch calls it a namespace. */
    String metrics() {
        return "cloudshelf-" + environment;
    }

    String alarmTopic() {
        return stack("alarms");
    }

    String alarmTopicArn() {
        return "arn:%s:sns:%s:%s:%s"
                .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, alarmTopic());
    }

    String deadLetters(Service service) {
        return stack(service.shortName() + "-dead-letters");
    }

    String databaseInstance() {
        return stack("database");
    }

    /** Keys of access tokens and what services sign in with, as one JSON object. */
    String shopSecret() {
        return "cloudshelf/%s/shop".formatted(environment);
    }

    /**
     * A reference that CloudFormation resolves while it deploys; templates never hold the value.
     */
    String shopSecretMember(String member) {
        return "{{resolve:secretsmanager:%s:SecretString:%s}}".formatted(shopSecret(), member);
    }

    /**
     * @param of such as {@code api/host}
     */
    String parameter(String of) {
        return "/cloudshelf/%s/%s".formatted(environment, of);
    }

    /**
     * A plain parameter's value, resolved while deploying and after all functions of
     * CloudFormation.
     */
    String parameterValue(String of) {
        return "{{resolve:ssm:%s}}".formatted(parameter(of));
    }
}
