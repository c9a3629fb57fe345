package dev.cloudshelf.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One order for everything that has none of its own, so that a diff shows changes only. */
final class Canonical {

    /** Keys in the order in which people read them; all others follow by name, extensions last. */
    private static final List<String> READING_ORDER =
            Stream.of(
                            List.of("openapi", "info", "servers", "name", "in", "title", "version"),
                            List.of("type", "format", "summary", "description", "operationId"),
                            List.of("tags", "security", "parameters", "requestBody", "required"),
                            List.of("schema", "content", "headers", "responses", "paths"),
                            List.of("components"),
                            Operations.METHODS)
                    .flatMap(List::stream)
                    .toList();

    /** The order of a schema's fields is the one in which the service declares them. */
    private static final Set<String> ORDERED_BY_AUTHOR =
            Set.of("properties", "example", "examples", "enum");

    private static final Comparator<String> ORDER =
            Comparator.comparingInt(Canonical::rank).thenComparing(Comparator.naturalOrder());

    private Canonical() {}

    static ObjectNode ordered(ObjectNode node) {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        node.properties().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .forEach(member -> ordered.set(member.getKey(), ordered(member)));
        return ordered;
    }

    private static JsonNode ordered(Map.Entry<String, JsonNode> member) {
        if (member.getKey().equals("required") && member.getValue().isArray()) {
            return sorted(member.getValue());
        }
        if (!ORDERED_BY_AUTHOR.contains(member.getKey())) {
            return ordered(member.getValue());
        }
        if (!member.getKey().equals("properties") || !member.getValue().isObject()) {
            return member.getValue();
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        member.getValue()
                .properties()
                .forEach(field -> fields.set(field.getKey(), ordered(field.getValue())));
        return fields;
    }

    private static JsonNode ordered(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return ordered(object);
        }
        if (node.isArray()) {
            var items = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> items.add(ordered(item)));
            return items;
        }
        return node;
    }

    private static JsonNode sorted(JsonNode names) {
        var sorted = JsonNodeFactory.instance.arrayNode();
        names.valueStream().map(JsonNode::asText).sorted().forEach(sorted::add);
        return sorted;
    }

    private static int rank(String key) {
        if (key.startsWith("x-")) {
            return READING_ORDER.size() + 1;
        }
        int rank = READING_ORDER.indexOf(key);
        return rank < 0 ? READING_ORDER.size() : rank;
    }
}
