package dev.cloudshelf.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cloudshelf.openapi.Operations.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an operation is sent and answers, for people to read and tools to play with: {@code
 * deploy/openapi/examples} has a file {@code <operationId>.yaml} for each, with {@code request} and
 * {@code answer} in JSON's terms and {@code problems}, the slugs of those it answers. A file that
 * is sent or answered as text stands beside it as it is: {@code .csv}, {@code .ndjson}.
 */
final class Examples {

    private static final Map<String, String> TEXT_TYPES =
            Map.of("csv", "text/csv", "ndjson", "application/x-ndjson");
    private static final Set<String> MEMBERS = Set.of("request", "answer", "problems");

    /** A form has the same fields as the JSON that may be sent instead. */
    private static final Set<String> STRUCTURED_TYPES =
            Set.of(
                    "application/json",
                    "application/merge-patch+json",
                    "application/x-www-form-urlencoded");

    private final Map<String, JsonNode> structured = new TreeMap<>();

    /** By operation, then by media type. */
    private final Map<String, Map<String, TextNode>> texts = new TreeMap<>();

    private final KnownProblems problems;

    Examples(KnownProblems problems) {
        this.problems = problems;
    }

    static Examples in(Path root) throws IOException {
        Examples examples = new Examples(KnownProblems.in(root));
        try (Stream<Path> files = Files.list(root.resolve("deploy/openapi/examples"))) {
            for (Path file : files.toList()) {
                examples.add(file.getFileName().toString(), Files.readString(file));
            }
        }
        return examples;
    }

    /**
     * @param file {@code <operationId>.yaml}, or the extension of a text
     * @throws IllegalArgumentException when nobody would read it, or it says what nobody knows
     */
    void add(String file, String content) throws IOException {
        int dot = file.lastIndexOf('.');
        String operationId = file.substring(0, Math.max(dot, 0));
        String extension = file.substring(dot + 1);
        if (extension.equals("yaml")) {
            JsonNode example = DefinitionFile.parse(content);
            example.fieldNames()
                    .forEachRemaining(
                            name -> require(MEMBERS.contains(name), file, "knows no " + name));
            structured.put(operationId, example);
        } else {
            require(TEXT_TYPES.containsKey(extension), file, "is of no kind that is known here");
            texts.computeIfAbsent(operationId, id -> new TreeMap<>())
                    .put(TEXT_TYPES.get(extension), TextNode.valueOf(content));
        }
    }

    /**
     * Puts all of them in.
     *
     * @throws IllegalArgumentException when one is for something that the operation does not have
     */
    void addTo(ObjectNode shared) {
        problems.declare(shared);
        Set<String> unused = new TreeSet<>(structured.keySet());
        unused.addAll(texts.keySet());
        for (Operation operation : Operations.in(shared)) {
            String id = operation.body().path("operationId").asText();
            unused.remove(id);
            addTo(operation, id);
        }
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException(
                    "deploy/openapi/examples is for operations that are not there: " + unused);
        }
        Components.dropUnused(shared);
    }

    private void addTo(Operation operation, String id) {
        List<JsonNode> requests = List.of(operation.body().path("requestBody").path("content"));
        List<JsonNode> answers = Operations.successes(operation.body());
        JsonNode example = structured.getOrDefault(id, MissingNode.getInstance());
        JsonNode request = example.path("request");
        JsonNode answer = example.path("answer");
        String file = id + ".yaml";
        require(isPut(request, STRUCTURED_TYPES, requests), file, "has a request nobody sends");
        require(isPut(answer, STRUCTURED_TYPES, answers), file, "has an answer nobody gives");
        List<JsonNode> both = Stream.concat(requests.stream(), answers.stream()).toList();
        texts.getOrDefault(id, Map.of())
                .forEach((type, text) ->
                        require(isPut(text, Set.of(type), both), id, "takes and gives no " + type));
        problems.addTo(operation.body(), slugs(operation, example.path("problems")));
    }

    /**
     * Puts an example beside each schema of one of the types.
     *
     * @return false when there is an example, and no place for it
     */
    private static boolean isPut(JsonNode example, Set<String> types, List<JsonNode> contents) {
        boolean found = example.isMissingNode();
        for (JsonNode content : contents) {
            for (Map.Entry<String, JsonNode> media : content.properties()) {
                if (!example.isMissingNode() && types.contains(media.getKey())) {
                    ((ObjectNode) media.getValue()).set("example", example);
                    found = true;
                }
            }
        }
        return found;
    }

    /** Whoever has to show a token can show none, or one that is good for something else. */
    private static Set<String> slugs(Operation operation, JsonNode named) {
        Set<String> slugs = new TreeSet<>();
        named.forEach(slug -> slugs.add(slug.asText()));
        if (Operations.asksForCredentials(operation.body())) {
            slugs.add("unauthenticated");
            slugs.add("forbidden");
        }
        return slugs;
    }

    private static void require(boolean holds, String file, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "deploy/openapi/examples/%s %s".formatted(file, complaint));
        }
    }
}
