package dev.cloudshelf.steps;

import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** AWS Secrets Manager, by its dual-stack endpoint: out of the VPC leads IPv6 only. */
final class SecretsManagerVault implements Vault {

    private final SecretsManagerClient client =
            SecretsManagerClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .dualstackEnabled(true)
                    .build();

    @Override
    public Optional<String> read(String id) {
        try {
            return Optional.of(
                    client.getSecretValue(request -> request.secretId(id)).secretString());
        } catch (ResourceNotFoundException e) {
            // What AWS also says of a secret that is there and has no value yet.
            return Optional.empty();
        }
    }

    @Override
    public void write(String id, String value) {
        client.putSecretValue(request -> request.secretId(id).secretString(value));
    }
}
