package dev.cloudshelf.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The problems of {@code deploy/openapi/problems.yaml}, by slug, as they look on the wire. They are
 * components of the definition, so that each is written once however many operations answer it.
 */
final class KnownProblems {

    static final String MEDIA_TYPE = "application/problem+json";

    /** Any operation may answer it, so it stands for "any other error". */
    private static final String FAULT = "internal";

    private static final String REFERENCE = "$ref";
    private static final String SCHEMA = "#/components/schemas/Problem";
    private static final String REQUEST_ID = "5f0c2c6a-9d3e-4b57-8a41-c7e2b6d90f13";

    private final ObjectNode bySlug;

    /**
     * @param bySlug {@code title}, {@code status}, {@code detail}, and the members that only
     *     problems of this type have
     */
    KnownProblems(ObjectNode bySlug) {
        this.bySlug = bySlug;
    }

    static KnownProblems in(Path root) throws IOException {
        return new KnownProblems(
                DefinitionFile.parse(
                        Files.readString(root.resolve("deploy/openapi/problems.yaml"))));
    }

    /** Makes each a component, as an example and as an answer that is this problem alone. */
    void declare(ObjectNode shared) {
        ObjectNode examples = shared.withObject("/components/examples");
        ObjectNode responses = shared.withObject("/components/responses");
        for (Map.Entry<String, JsonNode> problem : bySlug.properties()) {
            String slug = problem.getKey();
            examples.putObject(slug).set("value", value(slug, problem.getValue()));
            responses.set(slug, answer(List.of(slug)));
        }
    }

    private static ObjectNode value(String slug, JsonNode problem) {
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        value.put("type", "/problems/" + slug);
        for (String name : List.of("title", "status", "detail")) {
            value.set(name, problem.required(name));
        }
        value.put("instance", REQUEST_ID);
        problem.properties().forEach(member -> value.set(member.getKey(), member.getValue()));
        return value;
    }

    /**
     * Says of an operation which problems it answers. A status that the service describes itself
     * stays as it is.
     *
     * @throws IllegalArgumentException for a slug that is not known
     */
    void addTo(ObjectNode operation, Collection<String> slugs) {
        ObjectNode responses = operation.withObject("/responses");
        Map<String, List<String>> byStatus =
                slugs.stream()
                        .collect(
                                Collectors.groupingBy(
                                        this::status, TreeMap::new, Collectors.toList()));
        byStatus.forEach((status, alike) -> {
            if (!responses.has(status)) {
                responses.set(
                        status,
                        alike.size() == 1
                                ? reference("responses", alike.getFirst())
                                : answer(alike));
            }
        });
        if (responses.at("/default/content/application~1problem+json") instanceof ObjectNode any) {
            any.putObject("examples").set(FAULT, reference("examples", FAULT));
        }
    }

    private String status(String slug) {
        return problem(slug).required("status").asText();
    }

    private JsonNode problem(String slug) {
        JsonNode problem = bySlug.path(slug);
        if (problem.isMissingNode()) {
            throw new IllegalArgumentException(
                    "deploy/openapi/problems.yaml has no problem '%s'".formatted(slug));
        }
        return problem;
    }

    /** One of these problems, which share a status. */
    private ObjectNode answer(List<String> slugs) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put(
                "description",
                slugs.stream()
                        .map(slug -> problem(slug).required("title").asText())
                        .collect(Collectors.joining("; or: ")));
        ObjectNode media = answer.putObject("content").putObject(MEDIA_TYPE);
        media.putObject("schema").put(REFERENCE, SCHEMA);
        ObjectNode examples = media.putObject("examples");
        slugs.forEach(slug -> examples.set(slug, reference("examples", slug)));
        return answer;
    }

    private static ObjectNode reference(String kind, String slug) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(REFERENCE, "#/components/%s/%s".formatted(kind, slug));
    }
}
