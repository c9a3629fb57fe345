package dev.cloudshelf.kernel.lambda;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * Signs as this function's role (AWS Signature Version 4). Lambda gives the role's credentials in
 * the environment, and to what it has restored from a snapshot at an address of its own.
 */
@Unremovable
@Singleton
final class Signer {

    private final String region;
    private final Clock clock;
    private final AwsCredentialsProvider credentials;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    @Inject
    Signer(FunctionsConfig config, Clock clock) {
        this(
                config.region(),
                clock,
                AwsCredentialsProviderChain.of(
                        EnvironmentVariableCredentialsProvider.create(),
                        ContainerCredentialsProvider.create()));
    }

    Signer(String region, Clock clock, AwsCredentialsProvider credentials) {
        this.region = region;
        this.clock = clock;
        this.credentials = credentials;
    }

    /**
     * @param service as signatures name it, such as {@code lambda}
     * @return all headers of the POST request, the signature among them
     */
    Map<String, List<String>> headers(String service, URI target, String body) {
        SdkHttpRequest request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(target)
                        .putHeader("Content-Type", "application/json")
                        .build();
        ContentStreamProvider payload =
                ContentStreamProvider.fromByteArray(body.getBytes(StandardCharsets.UTF_8));
        return signer.sign(signed ->
                        signed.identity(credentials.resolveCredentials())
                                .request(request)
                                .payload(payload)
                                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                                .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request()
                .headers();
    }

    /**
     * @param service as signatures name it, such as {@code rds-db}
     * @return the address with a signature in its query, which is good for so long
     */
    URI presigned(String service, URI target, Duration life) {
        SdkHttpRequest request =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(target).build();
        return signer.sign(signed ->
                        signed.identity(credentials.resolveCredentials())
                                .request(request)
                                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                                .putProperty(
                                        AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, life)
                                .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request()
                .getUri();
    }
}
