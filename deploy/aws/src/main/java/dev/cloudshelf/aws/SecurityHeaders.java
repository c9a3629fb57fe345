package dev.cloudshelf.aws;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudfront.HeadersFrameOption;
import software.amazon.awscdk.services.cloudfront.HeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentSecurityPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentTypeOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersFrameOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersStrictTransportSecurity;
import software.amazon.awscdk.services.cloudfront.ResponseSecurityHeadersBehavior;
import software.constructs.Construct;

/** What browsers are told about the shop's pages, and about the responses of its API. */
final class SecurityHeaders {

    /** Scripts and styles are the shop's own files; covers of books come from anywhere by TLS. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' https: data:; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    private static final String CONTENT_TYPE_OPTIONS_HEADER = "X-Content-Type-Options";
    private static final String REFERRER_POLICY_HEADER = "Referrer-Policy";
    private static final String CONTENT_SECURITY_POLICY_HEADER = "Content-Security-Policy";

    private static final int HSTS_DAYS = 365;

    private SecurityHeaders() {}

    static ResponseHeadersPolicy ofPages(Construct scope, Plan plan) {
        return policy(
                scope,
                "Headers",
                plan.names().stack("headers"),
                CONTENT_SECURITY_POLICY,
                HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN);
    }

    /**
     * Makes the policy of the API from the list that the local gateway has too. Only CloudFront can
     * set them on every response: an HTTP API maps headers status by status, and not on what it
     * answers by itself, such as a 429.
     *
     * @param headers by their names, as the shared definition has them
     */
    static ResponseHeadersPolicy ofApi(Construct scope, Plan plan, Map<String, String> headers) {
        Map<String, String> left = new TreeMap<>(headers);
        if (!"nosniff".equals(left.remove(CONTENT_TYPE_OPTIONS_HEADER))) {
            throw new Refusal(
                    "cloudshelf.yaml has no %s: nosniff, the only value that CloudFront knows."
                            .formatted(CONTENT_TYPE_OPTIONS_HEADER));
        }
        String referrers = taken(left, REFERRER_POLICY_HEADER);
        String content = taken(left, CONTENT_SECURITY_POLICY_HEADER);
        if (!left.isEmpty()) {
            throw new Refusal(
                    "cloudshelf.yaml has response headers that the deployment would leave out: %s."
                            .formatted(left.keySet()));
        }
        return policy(
                scope,
                "ApiHeaders",
                plan.names().stack("api-headers"),
                content,
                referrerPolicy(referrers));
    }

    private static String taken(Map<String, String> headers, String name) {
        String value = headers.remove(name);
        if (value == null) {
            throw new Refusal("cloudshelf.yaml has no response header %s.".formatted(name));
        }
        return value;
    }

    /**
     * @param value such as {@code no-referrer}
     */
    private static HeadersReferrerPolicy referrerPolicy(String value) {
        return Arrays.stream(HeadersReferrerPolicy.values())
                .filter(policy -> policy.name().replace('_', '-').equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() ->
                        new Refusal("CloudFront knows no Referrer-Policy %s.".formatted(value)));
    }

    private static ResponseHeadersPolicy policy(
            Construct scope,
            String id,
            String name,
            String contentSecurityPolicy,
            HeadersReferrerPolicy referrerPolicy) {
        return ResponseHeadersPolicy.Builder.create(scope, id)
                .responseHeadersPolicyName(name)
                .securityHeadersBehavior(
                        ResponseSecurityHeadersBehavior.builder()
                                .contentSecurityPolicy(
                                        ResponseHeadersContentSecurityPolicy.builder()
                                                .contentSecurityPolicy(contentSecurityPolicy)
                                                .override(true)
                                                .build())
                                .contentTypeOptions(
                                        ResponseHeadersContentTypeOptions.builder()
                                                .override(true)
                                                .build())
                                .frameOptions(
                                        ResponseHeadersFrameOptions.builder()
                                                .frameOption(HeadersFrameOption.DENY)
                                                .override(true)
                                                .build())
                                .referrerPolicy(
                                        ResponseHeadersReferrerPolicy.builder()
                                                .referrerPolicy(referrerPolicy)
                                                .override(true)
                                                .build())
                                .strictTransportSecurity(
                                        ResponseHeadersStrictTransportSecurity.builder()
                                                .accessControlMaxAge(Duration.days(HSTS_DAYS))
                                                .includeSubdomains(true)
                                                .override(true)
                                                .build())
                                .build())
                .build();
    }
}
