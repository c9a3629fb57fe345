package dev.cloudshelf.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Joins definitions of services into one. What two services say alike appears once; what they say
 * differently under one name gets the service's name in front, so that neither is lost.
 */
final class Merger {

    private Merger() {}

    /**
     * @param definitions are used up
     * @return the shared definition in canonical order
     * @throws IllegalArgumentException when two services claim the same operation
     */
    static ObjectNode merge(List<ServiceDefinition> definitions) {
        Conflicts.separateComponents(definitions);
        Conflicts.separateOperationIds(definitions);
        for (ServiceDefinition definition : definitions) {
            for (Operations.Operation operation : Operations.in(definition.document())) {
                GatewayExtensions.addTo(operation, definition.service());
            }
        }
        ObjectNode shared = JsonNodeFactory.instance.objectNode();
        shared.put("openapi", "3.0.3");
        shared.set("info", info());
        shared.putArray("servers").addObject().put("url", "/api");
        addTags(shared, definitions);
        addPaths(shared.putObject("paths"), definitions);
        addComponents(shared.putObject("components"), definitions);
        GatewayExtensions.addTo(shared);
        return Canonical.ordered(shared);
    }

    private static ObjectNode info() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("title", "CloudShelf")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "An online bookstore. Errors are RFC 9457 problem details, lists are paged"
                                + " by cursor, money is a number with two decimals and a currency.");
    }

    /** The tags in use; a service that describes one describes it for all. */
    private static void addTags(ObjectNode shared, List<ServiceDefinition> definitions) {
        Map<String, ObjectNode> tags = new TreeMap<>();
        for (ServiceDefinition definition : definitions) {
            for (Operations.Operation operation : Operations.in(definition.document())) {
                for (JsonNode tag : operation.body().path("tags")) {
                    tags.computeIfAbsent(
                            tag.asText(),
                            name -> JsonNodeFactory.instance.objectNode().put("name", name));
                }
            }
        }
        for (ServiceDefinition definition : definitions) {
            for (JsonNode tag : definition.tags()) {
                ObjectNode used = tags.get(tag.path("name").asText());
                if (used != null && tag.has("description") && !used.has("description")) {
                    used.set("description", tag.get("description"));
                }
            }
        }
        shared.putArray("tags").addAll(tags.values());
    }

    private static void addPaths(ObjectNode shared, List<ServiceDefinition> definitions) {
        for (ServiceDefinition definition : definitions) {
            for (Map.Entry<String, JsonNode> path : definition.paths().properties()) {
                ObjectNode target = (ObjectNode) shared.get(path.getKey());
                if (target == null) {
                    shared.set(path.getKey(), path.getValue());
                } else {
                    addMethods(target, path, definition.service());
                }
            }
        }
    }

    private static void addMethods(
            ObjectNode target, Map.Entry<String, JsonNode> path, Service service) {
        for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
            if (target.has(member.getKey())) {
                throw new IllegalArgumentException(
                        "Two services define '%s' of %s; one of them is %s. A request can only go to one."
                                .formatted(member.getKey(), path.getKey(), service.name()));
            }
            target.set(member.getKey(), member.getValue());
        }
    }

    private static void addComponents(ObjectNode shared, List<ServiceDefinition> definitions) {
        for (ServiceDefinition definition : definitions) {
            for (Map.Entry<String, JsonNode> kind : definition.components().properties()) {
                ObjectNode target = (ObjectNode) shared.get(kind.getKey());
                if (target == null) {
                    target = shared.putObject(kind.getKey());
                }
                target.setAll((ObjectNode) kind.getValue());
            }
        }
    }
}
