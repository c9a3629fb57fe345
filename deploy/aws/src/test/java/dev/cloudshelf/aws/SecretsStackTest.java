package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsStackTest {

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void noSecretStandsInATemplate(Phase phase, Environment environment) {
        JsonNode secret =
                Synthesis.of(phase, environment)
                        .resources("AWS::SecretsManager::Secret")
                        .findFirst()
                        .orElseThrow()
                        .properties();
        String account = Synthesis.of(phase, environment).template("account").toString();

        assertThat(account)
                .contains(
                        "{{resolve:secretsmanager:cloudshelf/%s/shop:SecretString:signing_keys}}"
                                .formatted(environment));
        // With a value the step would believe that the keys are there.
        assertThat(secret.has("SecretString") || secret.has("GenerateSecretString")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void whoHasSecretsCanBeToldToTakeNewOnes(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);
        for (Service service : Service.values()) {
            String told = synthesis.function(service).properties().path("Environment").toString();

            assertThat(told).contains("CLOUDSHELF_ROTATION", "resolve:secretsmanager");
        }
    }
}
