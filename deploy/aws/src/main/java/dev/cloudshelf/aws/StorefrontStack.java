package dev.cloudshelf.aws;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.Function;
import software.amazon.awscdk.services.cloudfront.FunctionAssociation;
import software.amazon.awscdk.services.cloudfront.FunctionCode;
import software.amazon.awscdk.services.cloudfront.FunctionEventType;
import software.amazon.awscdk.services.cloudfront.FunctionRuntime;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.PriceClass;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/** The shop's one address: its pages from a bucket, and under {@code /api} the API. */
final class StorefrontStack extends Stack {

    private static final int LOG_DAYS = 30;

    private final Plan plan;

    StorefrontStack(Construct scope, Plan plan, StackProps props) {
        super(scope, "storefront", props);
        this.plan = plan;
        Bucket logs = logs();
        Bucket pages = pages(logs);
        Distribution distribution = distribution(pages, logs);
        CfnOutput.Builder.create(this, "ShopUrl")
                .value("https://" + distribution.getDistributionDomainName())
                .build();
        CfnOutput.Builder.create(this, "PagesBucket").value(pages.getBucketName()).build();
        CfnOutput.Builder.create(this, "DistributionId")
                .value(distribution.getDistributionId())
                .build();
    }

    private Bucket logs() {
        return bucket("Logs")
                // CloudFront delivers its logs with an access control list.
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_PREFERRED)
                .lifecycleRules(
                        List.of(
                                LifecycleRule.builder()
                                        .expiration(Duration.days(LOG_DAYS))
                                        .build()))
                .build();
    }

    private Bucket pages(Bucket logs) {
        return bucket("Pages")
                .versioned(true)
                .serverAccessLogsBucket(logs)
                .serverAccessLogsPrefix("pages/")
                .lifecycleRules(
                        List.of(
                                LifecycleRule.builder()
                                        .noncurrentVersionExpiration(Duration.days(LOG_DAYS))
                                        .build()))
                .build();
    }

    private Bucket.Builder bucket(String id) {
        return Bucket.Builder.create(this, id)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .removalPolicy(plan.dataRemoval());
    }

    private Distribution distribution(Bucket pages, Bucket logs) {
        Distribution.Builder builder =
                Distribution.Builder.create(this, "Shop")
                        .comment(plan.names().stack("shop"))
                        .defaultRootObject("index.html")
                        .defaultBehavior(
                                BehaviorOptions.builder()
                                        .origin(S3BucketOrigin.withOriginAccessControl(pages))
                                        .viewerProtocolPolicy(
                                                ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                                        .cachePolicy(CachePolicy.CACHING_OPTIMIZED)
                                        .responseHeadersPolicy(SecurityHeaders.ofPages(this, plan))
                                        .functionAssociations(
                                                List.of(rewrite("Page", "page-for-path.js")))
                                        .build())
                        .additionalBehaviors(Map.of("/api/*", api()))
                        .httpVersion(HttpVersion.HTTP2_AND_3)
                        .minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021)
                        .priceClass(PriceClass.PRICE_CLASS_100)
                        .enableLogging(true)
                        .logBucket(logs)
                        .logFilePrefix("shop/");
        plan.settings()
                .shop()
                .ifPresent(shop ->
                        builder.domainNames(List.of(shop.domain()))
                                .certificate(
                                        Certificate.fromCertificateArn(
                                                this, "Certificate", shop.certificateArn())));
        Distribution distribution = builder.build();
        explain(distribution);
        return distribution;
    }

    private BehaviorOptions api() {
        ResponseHeadersPolicy headers =
                SecurityHeaders.ofApi(
                        this, plan, ApiDefinition.in(plan.settings().root()).responseHeaders());
        IOrigin gateway =
                HttpOrigin.Builder.create(plan.names().parameterValue("api/host"))
                        .protocolPolicy(OriginProtocolPolicy.HTTPS_ONLY)
                        .readTimeout(Duration.seconds(30))
                        .build();
        return BehaviorOptions.builder()
                .origin(gateway)
                .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
                .allowedMethods(AllowedMethods.ALLOW_ALL)
                .cachePolicy(CachePolicy.CACHING_DISABLED)
                .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER)
                .responseHeadersPolicy(headers)
                .functionAssociations(List.of(rewrite("Api", "without-api-prefix.js")))
                .build();
    }

    private FunctionAssociation rewrite(String id, String script) {
        Function function =
                Function.Builder.create(this, id + "Rewrite")
                        .functionName(plan.names().stack(id.toLowerCase(Locale.ROOT)))
                        .runtime(FunctionRuntime.JS_2_0)
                        .code(FunctionCode.fromInline(Resources.text(script)))
                        .build();
        return FunctionAssociation.builder()
                .eventType(FunctionEventType.VIEWER_REQUEST)
                .function(function)
                .build();
    }

    private void explain(Distribution distribution) {
        Suppressions.suppress(
                distribution, "AwsSolutions-CFR1", "Books are sold to readers in every country.");
        Suppressions.suppress(
                distribution,
                "AwsSolutions-CFR2",
                "A firewall of AWS WAF costs 5 USD a month and more, a sixth of the whole budget; routes"
                        + " are throttled at the gateway, and sign-ins by account-service.");
        if (plan.settings().shop().isEmpty()) {
            Suppressions.suppress(
                    distribution,
                    "AwsSolutions-CFR4",
                    "CloudFront's own certificate comes with CloudFront's own choice of protocols; with"
                            + " shopDomain the shop has its own and takes TLS 1.2 at least.");
        }
    }
}
