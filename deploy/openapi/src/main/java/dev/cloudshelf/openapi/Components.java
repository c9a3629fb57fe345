package dev.cloudshelf.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** References into {@code #/components} and what hangs on them. */
final class Components {

    private static final String REFERENCE_START = "#/components/";
    static final String SECURITY_SCHEMES = "securitySchemes";

    private Components() {}

    /** Removes every component that no path reaches, directly or through another component. */
    static void dropUnused(ObjectNode document) {
        ObjectNode components = document.withObject("/components");
        Set<String> reached = reachedFrom(document.path("paths"), components);
        for (Map.Entry<String, JsonNode> kind : List.copyOf(components.properties())) {
            ObjectNode named = (ObjectNode) kind.getValue();
            named.remove(
                    named.properties().stream()
                            .map(Map.Entry::getKey)
                            .filter(name -> !reached.contains(kind.getKey() + "/" + name))
                            .toList());
            if (named.isEmpty()) {
                components.remove(kind.getKey());
            }
        }
    }

    private static Set<String> reachedFrom(JsonNode paths, ObjectNode components) {
        Set<String> reached = new HashSet<>();
        Deque<JsonNode> open = new ArrayDeque<>(List.of(paths));
        while (!open.isEmpty()) {
            for (String address : referencesIn(open.remove())) {
                if (reached.add(address)) {
                    open.add(components.at("/" + address));
                }
            }
        }
        return reached;
    }

    /**
     * @return such as {@code schemas/Book}, and {@code securitySchemes/bearer} for a requirement
     */
    static Set<String> referencesIn(JsonNode node) {
        Set<String> found = new HashSet<>();
        collectReferences(node, found);
        return found;
    }

    private static void collectReferences(JsonNode node, Set<String> found) {
        if (node.isTextual() && node.textValue().startsWith(REFERENCE_START)) {
            found.add(node.textValue().substring(REFERENCE_START.length()));
        }
        if (node.path("security").isArray()) {
            for (JsonNode requirement : node.path("security")) {
                requirement
                        .properties()
                        .forEach(scheme -> found.add(SECURITY_SCHEMES + "/" + scheme.getKey()));
            }
        }
        node.forEach(child -> collectReferences(child, found));
    }

    /** Points every reference in the tree, discriminator mappings included, to its new address. */
    static void redirect(JsonNode node, UnaryOperator<String> newAddress) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(member -> member.setValue(redirected(member.getValue(), newAddress)));
        }
        node.forEach(child -> redirect(child, newAddress));
    }

    private static JsonNode redirected(JsonNode value, UnaryOperator<String> newAddress) {
        if (!value.isTextual() || !value.textValue().startsWith(REFERENCE_START)) {
            return value;
        }
        String address = value.textValue().substring(REFERENCE_START.length());
        return TextNode.valueOf(REFERENCE_START + newAddress.apply(address));
    }
}
