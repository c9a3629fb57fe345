package dev.cloudshelf.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cloudshelf.openapi.Operations.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client of the last released definition would trip over in a newer one: an operation that
 * is gone, an answer that lacks something, a request that is no longer good enough.
 */
final class Compatibility {

    private final ObjectNode released;
    private final ObjectNode current;
    private final List<String> breaks = new ArrayList<>();

    private Compatibility(ObjectNode released, ObjectNode current) {
        this.released = released;
        this.current = current;
    }

    /**
     * @return one sentence for each breaking change; empty when there is none
     */
    static List<String> breaks(ObjectNode released, ObjectNode current) {
        Compatibility comparison = new Compatibility(released, current);
        Map<String, Operation> now = byName(current);
        byName(released)
                .forEach((name, before) -> {
                    Operation after = now.get(name);
                    if (after == null) {
                        comparison.find(name, "is gone");
                    } else {
                        comparison.compare(name, before.body(), after.body());
                    }
                });
        return List.copyOf(comparison.breaks);
    }

    private static Map<String, Operation> byName(ObjectNode definition) {
        return Operations.in(definition).stream()
                .collect(
                        Collectors.toMap(
                                Operation::toString,
                                Function.identity(),
                                (a, b) -> a,
                                TreeMap::new));
    }

    private void compare(String operation, JsonNode before, JsonNode after) {
        callers(operation, before.path("security"), after.path("security"));
        parameters(operation, before, after);
        JsonNode body = before.path("requestBody");
        JsonNode newBody = after.path("requestBody");
        if (newBody.path("required").asBoolean() && !body.path("required").asBoolean()) {
            find(operation, "needs a body now");
        }
        contents(
                operation + " takes",
                body.path("content"),
                newBody.path("content"),
                new SchemaComparison(released, current, SchemaComparison.Side.REQUEST));
        for (Map.Entry<String, JsonNode> answer : before.path("responses").properties()) {
            JsonNode newAnswer = whole(current, after.path("responses").path(answer.getKey()));
            if (newAnswer.isMissingNode()) {
                find(operation, "does not answer " + answer.getKey() + " any more");
            }
            contents(
                    "%s answers %s:".formatted(operation, answer.getKey()),
                    whole(released, answer.getValue()).path("content"),
                    newAnswer.path("content"),
                    new SchemaComparison(released, current, SchemaComparison.Side.ANSWER));
        }
    }

    private static JsonNode whole(ObjectNode definition, JsonNode answer) {
        return answer.has("$ref")
                ? definition.at(answer.get("$ref").asText().substring(1))
                : answer;
    }

    /** Each way to be let in has to go on being one. */
    private void callers(String operation, JsonNode before, JsonNode after) {
        for (JsonNode way : ways(before)) {
            if (ways(after).stream().noneMatch(newer -> isLetIn(way, newer))) {
                find(
                        operation,
                        way.isEmpty()
                                ? "is not for everybody any more"
                                : "is not open to %s any more".formatted(credentials(way)));
            }
        }
    }

    /** Where no scopes were named, every token was said to be good; that may be told apart now. */
    private static boolean isLetIn(JsonNode before, JsonNode now) {
        return now.properties().stream()
                .allMatch(scheme -> {
                    List<JsonNode> scopes = before.path(scheme.getKey()).valueStream().toList();
                    return before.has(scheme.getKey())
                            && (scopes.isEmpty()
                                    || scheme.getValue().valueStream().allMatch(scopes::contains));
                });
    }

    /** Such as {@code [session]}, or {@code [bearer admin]}. */
    private static List<String> credentials(JsonNode way) {
        return way.properties().stream()
                .map(scheme ->
                        Stream.concat(
                                        Stream.of(scheme.getKey()),
                                        scheme.getValue().valueStream().map(JsonNode::asText))
                                .collect(Collectors.joining(" ")))
                .toList();
    }

    private static List<JsonNode> ways(JsonNode security) {
        return security.isEmpty()
                ? List.of(JsonNodeFactory.instance.objectNode())
                : security.valueStream().toList();
    }

    private void parameters(String operation, JsonNode before, JsonNode after) {
        Map<String, JsonNode> old = parameters(before);
        Map<String, JsonNode> now = parameters(after);
        old.forEach((name, parameter) -> {
            JsonNode newer = now.get(name);
            if (newer == null) {
                find(operation, "has no parameter '%s' any more".formatted(name));
                return;
            }
            new SchemaComparison(released, current, SchemaComparison.Side.REQUEST)
                    .compare("'" + name + "'", parameter.path("schema"), newer.path("schema"))
                    .forEach(finding -> find(operation, finding));
        });
        now.forEach((name, parameter) -> {
            JsonNode older = old.get(name);
            if (parameter.path("required").asBoolean()
                    && (older == null || !older.path("required").asBoolean())) {
                find(operation, "needs the parameter '%s' now".formatted(name));
            }
        });
    }

    private static Map<String, JsonNode> parameters(JsonNode operation) {
        Map<String, JsonNode> parameters = new TreeMap<>();
        for (JsonNode parameter : operation.path("parameters")) {
            parameters.put(parameter.path("name").asText(), parameter);
        }
        return parameters;
    }

    private void contents(
            String where, JsonNode before, JsonNode after, SchemaComparison comparison) {
        for (Map.Entry<String, JsonNode> content : before.properties()) {
            JsonNode newer = after.path(content.getKey());
            if (newer.isMissingNode()) {
                find(where, "no %s any more".formatted(content.getKey()));
            } else {
                comparison
                        .compare("", content.getValue().path("schema"), newer.path("schema"))
                        .forEach(finding -> find(where, finding));
            }
        }
    }

    private void find(String where, String what) {
        breaks.add(where + " " + what);
    }
}
