package dev.cloudshelf.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * The templates of one deployment. Making them takes seconds, and a whole JVM beside this one, so
 * that all tests share those of one phase and environment.
 */
final class Synthesis {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Map<String, String>, Synthesis> MADE = new ConcurrentHashMap<>();

    private static final String ACCOUNT = "123456789012";
    private static final String REGION = "eu-west-1";

    /** What the CDK would ask AWS for; and what it finds wrong with a template is an error. */
    private static final Map<String, Object> KNOWN =
            Map.of(
                    "vpc-provider:account=%s:filter.isDefault=true:region=%s:returnAsymmetricSubnets=true"
                            .formatted(ACCOUNT, REGION),
                    Map.of(
                            "vpcId",
                            "vpc-0123456789abcdef0",
                            "vpcCidrBlock",
                            "172.31.0.0/16",
                            "ownerAccountId",
                            ACCOUNT,
                            "availabilityZones",
                            List.of(),
                            "subnetGroups",
                            List.of()),
                    "@aws-cdk/core:validateAgainstDefaultRules",
                    true);

    private final Path folder;
    private final Settings settings;
    private final Map<String, JsonNode> templates = new TreeMap<>();

    private Synthesis(Map<String, String> context) {
        Node.require();
        Checkout checkout = Checkout.make();
        folder = checkout.root().resolve("cdk.out");
        App app =
                new App(
                        AppProps.builder()
                                .outdir(folder.toString())
                                .analyticsReporting(false)
                                .context(KNOWN)
                                .build());
        settings = Settings.from(checkout.root(), context::get);
        new Deployment(
                app,
                new Plan(settings, checkout.packages()),
                software.amazon.awscdk.Environment.builder()
                        .account(ACCOUNT)
                        .region(REGION)
                        .build());
        app.synth();
        for (Path template : files(".template.json")) {
            String name = template.getFileName().toString().replace(".template.json", "");
            templates.put(name, read(template));
        }
    }

    static Synthesis of(Phase phase, Environment environment) {
        return with(Map.of("phase", phase.toString(), "environment", environment.toString()));
    }

    /**
     * @param context what {@code -c key=value} would say
     */
    static Synthesis with(Map<String, String> context) {
        return MADE.computeIfAbsent(context, Synthesis::new);
    }

    /** What the deployment was told. */
    Settings settings() {
        return settings;
    }

    Map<String, JsonNode> templates() {
        return templates;
    }

    JsonNode template(String stack) {
        return Objects.requireNonNull(templates.get(stack), stack);
    }

    /** A resource and where it is. */
    record Resource(String stack, String id, JsonNode body) {

        JsonNode properties() {
            return body.path("Properties");
        }

        String type() {
            return body.path("Type").asText();
        }
    }

    Stream<Resource> resources(String type) {
        return templates.keySet().stream().flatMap(stack -> resources(stack, type));
    }

    /**
     * @param stack such as {@code catalog}
     */
    Stream<Resource> resources(String stack, String type) {
        JsonNode template = templates.get(stack);
        if (template == null) {
            return Stream.empty();
        }
        return template.path("Resources").properties().stream()
                .map(resource -> new Resource(stack, resource.getKey(), resource.getValue()))
                .filter(resource -> resource.type().equals(type));
    }

    /** The function that a service is, not those of its steps. */
    Resource function(Service service) {
        return resources(service.shortName(), "AWS::Lambda::Function")
                .filter(function ->
                        function.properties()
                                .path("FunctionName")
                                .asText()
                                .endsWith("-" + service.shortName()))
                .findFirst()
                .orElseThrow();
    }

    Resource alias(Service service) {
        return resources(service.shortName(), "AWS::Lambda::Alias").findFirst().orElseThrow();
    }

    /** What the service's own role may do, not those of its schedule or steps. */
    Stream<JsonNode> rolePolicies(Service service) {
        return resources(service.shortName(), "AWS::IAM::Policy")
                .filter(policy -> policy.id().startsWith("Service"))
                .flatMap(policy ->
                        policy.properties().at("/PolicyDocument/Statement").valueStream());
    }

    /** What cdk-nag looked at: one line for each rule and resource. */
    List<String> nagReport() {
        List<String> lines = new ArrayList<>();
        for (Path report : files("NagReport.csv")) {
            try (Stream<String> rows = Files.lines(report)) {
                rows.skip(1).forEach(lines::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lines;
    }

    private List<Path> files(String end) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
