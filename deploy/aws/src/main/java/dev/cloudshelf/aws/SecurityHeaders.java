package dev.cloudshelf.aws;

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

/** What browsers are told about the shop's pages. */
final class SecurityHeaders {

    /** Scripts and styles are the shop's own files; covers of books come from anywhere by TLS. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' https: data:; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    private static final int HSTS_DAYS = 365;

    private SecurityHeaders() {}

    static ResponseHeadersPolicy policy(Construct scope, Plan plan) {
        return ResponseHeadersPolicy.Builder.create(scope, "Headers")
                .responseHeadersPolicyName(plan.names().stack("headers"))
                .securityHeadersBehavior(
                        ResponseSecurityHeadersBehavior.builder()
                                .contentSecurityPolicy(
                                        ResponseHeadersContentSecurityPolicy.builder()
                                                .contentSecurityPolicy(CONTENT_SECURITY_POLICY)
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
                                                .referrerPolicy(
                                                        HeadersReferrerPolicy
                                                                .STRICT_ORIGIN_WHEN_CROSS_ORIGIN)
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
