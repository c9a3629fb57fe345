package dev.cloudshelf.aws;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment is told, by {@code -c key=value}.
 *
 * @param root the checkout
 * @param owner for the tag of that name
 * @param alarmEmail whom alarms and the budget write to; nobody, when it is empty
 * @param smtpSecret a secret in Secrets Manager with {@code host}, {@code port}, {@code username}
 *     and {@code password} of the server that takes letters
 * @param shop the shop's own name and certificate, else CloudFront's
 * @param corsOrigins whose pages a browser lets call the API besides the shop's own, which are of
 *     the same origin
 * @param pool a Cognito user pool that issues the tokens, else account-service does
 * @param adminSecondFactor whether administrators need a second factor
 * @param verifiedEmailRequired whether customers need a verified email address to order
 * @param rotation another word than last time has functions take the secrets of now: CloudFormation
 *     looks at a secret only where the template changes
 * @param jvm whether the functions are packaged for the JVM instead of natively
 * @param x86 whether the functions run on x86_64 instead of on arm64, which costs less; native ones
 *     are built on a machine of the same kind
 * @param removable whether tables, database and buckets may go, with all that is in them
 */
record Settings(
        Path root,
        Phase phase,
        Environment environment,
        String owner,
        Optional<String> alarmEmail,
        Optional<String> smtpSecret,
        Optional<Shop> shop,
        List<String> corsOrigins,
        Optional<UserPool> pool,
        boolean adminSecondFactor,
        boolean verifiedEmailRequired,
        String rotation,
        boolean jvm,
        boolean x86,
        boolean removable) {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern DOMAIN = Pattern.compile("([a-z0-9-]+\\.)+[a-z]{2,}");
    private static final Pattern ORIGIN = Pattern.compile("\\*|https?://[a-z0-9.-]+(:[0-9]+)?");
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]+");
    private static final Pattern ISSUER =
            Pattern.compile("https://cognito-idp\\.[a-z0-9-]+\\.amazonaws\\.com/[A-Za-z0-9_-]+");

    /**
     * @param domain such as {@code shop.example.com}, without a scheme
     * @param certificateArn in us-east-1, where CloudFront looks for it
     */
    record Shop(String domain, String certificateArn) {
        Shop {
            require(DOMAIN, domain, "shopDomain is a name such as shop.example.com");
            if (!certificateArn.startsWith("arn:aws:acm:us-east-1:")) {
                throw new Refusal(
                        "shopCertificate is the ARN of a certificate in us-east-1, where CloudFront"
                                + " looks for it: "
                                + certificateArn);
            }
        }
    }

    /**
     * @param issuer the pool's address
     * @param clientIds the app clients whose tokens are good
     * @param adminScope what the pool writes into administrators' access tokens; without it, only
     *     services look at who is one
     */
    record UserPool(String issuer, List<String> clientIds, Optional<String> adminScope) {
        UserPool {
            require(ISSUER, issuer, "cognitoIssuer is a pool's address, https://cognito-idp...");
            clientIds = List.copyOf(clientIds);
            if (clientIds.isEmpty()) {
                throw new Refusal("cognitoClientIds names the app clients, separated by commas.");
            }
            adminScope.ifPresent(scope ->
                    require(SCOPE, scope, "cognitoAdminScope is a scope such as cloudshelf/admin"));
        }
    }

    Settings {
        alarmEmail.ifPresent(email -> require(EMAIL, email, "alarmEmail is an address"));
        corsOrigins = List.copyOf(corsOrigins);
        corsOrigins.forEach(origin ->
                require(
                        ORIGIN,
                        origin,
                        "corsOrigins has origins such as https://shop.example.com, separated by"
                                + " commas"));
    }

    /**
     * @param context answers a key with its value, or null
     */
    static Settings from(Path root, Function<String, @Nullable Object> context) {
        Function<String, Optional<String>> text =
                key -> Optional.ofNullable(context.apply(key)).map(Object::toString);
        Optional<Shop> shop =
                both(text, "shopDomain", "shopCertificate")
                        .map(pair -> new Shop(pair.get(0), pair.get(1)));
        Environment environment =
                Environment.of(text.apply("environment").orElse(Environment.DEV.toString()));
        return new Settings(
                root.toAbsolutePath().normalize(),
                Phase.of(text.apply("phase").orElse(Phase.HYBRID.toString())),
                environment,
                text.apply("owner").orElse("cloudshelf"),
                text.apply("alarmEmail"),
                text.apply("smtpSecret"),
                shop,
                corsOrigins(text, shop),
                pool(text),
                adminSecondFactor(text, environment),
                flag(text, "verifiedEmailRequired"),
                text.apply("rotation").orElse("1"),
                flag(text, "jvm"),
                x86(text),
                flag(text, "removable"));
    }

    private static List<String> corsOrigins(
            Function<String, Optional<String>> text, Optional<Shop> shop) {
        return text.apply("corsOrigins")
                .map(origins -> List.of(origins.split(",")))
                .orElseGet(() -> shop.map(own -> "https://" + own.domain()).stream().toList());
    }

    private static Optional<UserPool> pool(Function<String, Optional<String>> text) {
        Optional<String> adminScope = text.apply("cognitoAdminScope");
        Optional<UserPool> pool =
                both(text, "cognitoIssuer", "cognitoClientIds")
                        .map(pair ->
                                new UserPool(
                                        pair.get(0), List.of(pair.get(1).split(",")), adminScope));
        if (adminScope.isPresent() && pool.isEmpty()) {
            throw new Refusal("cognitoAdminScope is of a pool: give cognitoIssuer, too.");
        }
        return pool;
    }

    private static Optional<List<String>> both(
            Function<String, Optional<String>> text, String first, String second) {
        Optional<String> one = text.apply(first);
        Optional<String> other = text.apply(second);
        if (one.isPresent() != other.isPresent()) {
            throw new Refusal("%s and %s go together: give both.".formatted(first, second));
        }
        return one.map(value -> List.of(value, other.orElseThrow()));
    }

    private static boolean adminSecondFactor(
            Function<String, Optional<String>> text, Environment environment) {
        String value =
                text.apply("adminSecondFactor")
                        .orElse(environment == Environment.PROD ? "required" : "optional");
        return switch (value) {
            case "required" -> true;
            case "optional" -> false;
            default ->
                    throw new Refusal(
                            "adminSecondFactor is required or optional, not %s.".formatted(value));
        };
    }

    private static boolean x86(Function<String, Optional<String>> text) {
        String value = text.apply("architecture").orElse("arm64");
        return switch (value) {
            case "arm64" -> false;
            case "x86_64" -> true;
            default ->
                    throw new Refusal("architecture is arm64 or x86_64, not %s.".formatted(value));
        };
    }

    private static boolean flag(Function<String, Optional<String>> text, String key) {
        String value = text.apply(key).orElse("false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Refusal("%s is true or false, not %s.".formatted(key, value));
        };
    }

    private static void require(Pattern pattern, String value, String sentence) {
        if (!pattern.matcher(value).matches()) {
            throw new Refusal("%s, not '%s'.".formatted(sentence, value));
        }
    }
}
