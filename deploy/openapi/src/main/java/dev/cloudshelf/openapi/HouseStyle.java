package dev.cloudshelf.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cloudshelf.openapi.Operations.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What we ask of a definition beyond that it is valid OpenAPI. */
final class HouseStyle {

    private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final Pattern TEMPLATE_VARIABLE = Pattern.compile("\\{([^}]+)}");

    /** What the framework makes of a class name when nobody has chosen a tag. */
    private static final Pattern UNCHOSEN_TAG = Pattern.compile(".* Resource");

    private final ObjectNode definition;
    private final List<String> findings = new ArrayList<>();

    private HouseStyle(ObjectNode definition) {
        this.definition = definition;
    }

    /**
     * @return one sentence for each departure from the style; empty when there is none
     */
    static List<String> findings(ObjectNode definition) {
        HouseStyle style = new HouseStyle(definition);
        Set<String> operationIds = new HashSet<>();
        for (Operation operation : Operations.in(definition)) {
            style.check(operation);
            if (!operationIds.add(operation.body().path("operationId").asText())) {
                style.find(operation, "shares its operationId with another operation");
            }
        }
        style.checkTags();
        style.checkPaths();
        style.checkSchemas(definition, "");
        return List.copyOf(style.findings);
    }

    private void check(Operation operation) {
        JsonNode body = operation.body();
        requireText(operation, "operationId");
        requireText(operation, "summary");
        if (body.path("tags").isEmpty()) {
            find(operation, "has no tag");
        }
        for (JsonNode tag : body.path("tags")) {
            if (UNCHOSEN_TAG.matcher(tag.asText()).matches()) {
                find(operation, "has the tag '" + tag.asText() + "': choose one with @Tag");
            }
        }
        if (!body.path("security").isArray()) {
            find(operation, "does not say who may call it");
        }
        checkProblem(operation);
        checkExamples(operation);
        checkParameters(operation);
    }

    private void checkProblem(Operation operation) {
        String schema =
                operation
                        .body()
                        .path("responses")
                        .path("default")
                        .path("content")
                        .path(KnownProblems.MEDIA_TYPE)
                        .path("schema")
                        .path("$ref")
                        .asText();
        if (!schema.equals("#/components/schemas/Problem")) {
            find(
                    operation,
                    "has no default response that is a Problem in application/problem+json");
        }
    }

    /** Of whatever it is sent, answers, and refuses. */
    private void checkExamples(Operation operation) {
        JsonNode responses = operation.body().path("responses");
        requireExample(operation, operation.body().path("requestBody").path("content"), "request");
        Operations.successes(operation.body())
                .forEach(content -> requireExample(operation, content, "answer"));
        requireExample(operation, responses.path("default").path("content"), "problem");
        if (responses.properties().stream().noneMatch(r -> r.getKey().startsWith("4"))) {
            find(operation, "names no problem that its caller can cause");
        }
    }

    private void requireExample(Operation operation, JsonNode content, String what) {
        for (Map.Entry<String, JsonNode> media : content.properties()) {
            if (!media.getValue().has("example") && !media.getValue().has("examples")) {
                find(operation, "has no example of its %s in %s".formatted(what, media.getKey()));
            }
        }
    }

    private void checkParameters(Operation operation) {
        Set<String> declared = new HashSet<>();
        for (JsonNode parameter : operation.body().path("parameters")) {
            String name = parameter.path("name").asText();
            String in = parameter.path("in").asText();
            if (in.equals("path")) {
                declared.add(name);
            }
            if (!in.equals("header") && !SNAKE_CASE.matcher(name).matches()) {
                find(operation, "has a parameter that is not snake_case: " + name);
            }
        }
        TEMPLATE_VARIABLE
                .matcher(operation.path())
                .results()
                .map(match -> match.group(1))
                .filter(name -> !declared.contains(name))
                .forEach(name -> find(operation, "does not declare {" + name + "}"));
    }

    private void checkTags() {
        for (JsonNode tag : definition.path("tags")) {
            if (tag.path("description").asText().isBlank()) {
                findings.add(
                        "the tag '%s' has no description".formatted(tag.path("name").asText()));
            }
        }
    }

    private void checkPaths() {
        Map<String, String> shapes = new HashMap<>();
        for (Map.Entry<String, JsonNode> path : definition.path("paths").properties()) {
            String shape = TEMPLATE_VARIABLE.matcher(path.getKey()).replaceAll("{}");
            String other = shapes.putIfAbsent(shape, path.getKey());
            if (other != null) {
                findings.add("%s and %s match the same requests".formatted(path.getKey(), other));
            }
            if (ServiceDefinition.isPrivate(path.getKey()) || shape.startsWith("/{}")) {
                findings.add(path.getKey() + " must not pass the gateway");
            }
        }
    }

    private void checkSchemas(JsonNode node, String where) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String here = where + "/" + member.getKey();
            if (member.getKey().equals("properties") && member.getValue().isObject()) {
                for (Map.Entry<String, JsonNode> field : member.getValue().properties()) {
                    if (!SNAKE_CASE.matcher(field.getKey()).matches()) {
                        findings.add(here + "/" + field.getKey() + " is not snake_case");
                    }
                }
            }
            checkSchemas(member.getValue(), here);
        }
        if (node.isArray()) {
            node.forEach(item -> checkSchemas(item, where));
        }
    }

    private void requireText(Operation operation, String key) {
        if (operation.body().path(key).asText().isBlank()) {
            find(operation, "has no " + key);
        }
    }

    private void find(Operation operation, String finding) {
        findings.add(operation + " " + finding);
    }
}
