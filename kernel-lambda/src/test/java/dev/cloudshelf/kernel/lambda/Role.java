package dev.cloudshelf.kernel.lambda;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The role that the tests' function has, and the time at which it signs. */
final class Role {

    static final String KEY = "AKIDEXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final String SESSION = "session+token/of=Lambda";
    static final String REGION = "eu-west-1";
    static final String DAY = "20261120";
    static final String TIME = DAY + "T120000Z";

    private Role() {}

    static Signer signer() {
        return new Signer(
                REGION,
                Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC),
                StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(KEY, SECRET, SESSION)));
    }

    /** Of signatures for a service. */
    static String scope(String service) {
        return "%s/%s/%s/aws4_request".formatted(DAY, REGION, service);
    }
}
