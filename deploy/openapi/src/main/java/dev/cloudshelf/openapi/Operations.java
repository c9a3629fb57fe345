package dev.cloudshelf.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The operations of a definition. */
final class Operations {

    /** In the order in which they are listed. */
    static final List<String> METHODS =
            List.of("get", "head", "post", "put", "patch", "delete", "options", "trace");

    private Operations() {}

    /**
     * @param method in lower case, as OpenAPI has it
     * @param path template, such as {@code /books/{id}}
     */
    record Operation(String method, String path, ObjectNode body) {

        @Override
        public String toString() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }
    }

    static List<Operation> in(JsonNode definition) {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : definition.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
                if (METHODS.contains(member.getKey())) {
                    operations.add(
                            new Operation(
                                    member.getKey(),
                                    path.getKey(),
                                    (ObjectNode) member.getValue()));
                }
            }
        }
        return operations;
    }

    /**
     * @return what each answer of success holds, by media type; nothing for an empty one
     */
    static List<JsonNode> successes(JsonNode operation) {
        return operation.path("responses").properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .map(answer -> answer.getValue().path("content"))
                .toList();
    }

    /** Whether nobody gets in without showing something. */
    static boolean asksForCredentials(JsonNode operation) {
        JsonNode ways = operation.path("security");
        return !ways.isEmpty() && ways.valueStream().noneMatch(JsonNode::isEmpty);
    }
}
