package dev.cloudshelf.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two schemas of the same thing. A request may ask for less than before, an answer may hold more; a
 * field that a request may no longer have is a break, because unknown fields are refused.
 */
final class SchemaComparison {

    /** Who writes what the schema describes. */
    enum Side {
        REQUEST,
        ANSWER
    }

    private static final List<String> UPPER_LIMITS = List.of("maximum", "maxLength", "maxItems");
    private static final List<String> LOWER_LIMITS = List.of("minimum", "minLength", "minItems");

    private final ObjectNode released;
    private final ObjectNode current;
    private final Side side;
    private final Set<String> compared = new HashSet<>();
    private final List<String> findings = new ArrayList<>();

    SchemaComparison(ObjectNode released, ObjectNode current, Side side) {
        this.released = released;
        this.current = current;
        this.side = side;
    }

    /**
     * @param path of the thing, empty at the top
     * @return what breaks, in words that follow "it has"
     */
    List<String> compare(String path, JsonNode before, JsonNode after) {
        visit(path, before, after);
        return List.copyOf(findings);
    }

    private void visit(String path, JsonNode before, JsonNode after) {
        if (side == Side.ANSWER && isNullable(after) && !isNullable(before)) {
            find(path, "may be null now");
        }
        // Schemas may hold themselves; the same two need no second look.
        if (before.has("$ref") && !compared.add(before.get("$ref") + " " + after.path("$ref"))) {
            return;
        }
        JsonNode old = resolve(released, before);
        JsonNode now = resolve(current, after);
        String type = old.path("type").asText();
        if (!type.isEmpty() && !type.equals(now.path("type").asText())) {
            find(path, "was %s and is %s".formatted(type, now.path("type").asText("anything")));
            return;
        }
        values(path, old, now);
        if (side == Side.REQUEST) {
            limits(path, old, now);
        }
        fields(path, old, now);
        if (old.has("items")) {
            visit(path + "[]", old.path("items"), now.path("items"));
        }
    }

    private void fields(String path, JsonNode old, JsonNode now) {
        Set<String> neededBefore = texts(old.path("required"));
        Set<String> neededNow = texts(now.path("required"));
        for (Map.Entry<String, JsonNode> field : old.path("properties").properties()) {
            String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            JsonNode newer = now.path("properties").path(field.getKey());
            if (newer.isMissingNode()) {
                find(name, "is gone");
                continue;
            }
            if (side == Side.ANSWER
                    && neededBefore.contains(field.getKey())
                    && !neededNow.contains(field.getKey())) {
                find(name, "may be missing now");
            }
            visit(name, field.getValue(), newer);
        }
        if (side == Side.REQUEST) {
            neededNow.removeAll(neededBefore);
            neededNow.forEach(
                    name -> find(path.isEmpty() ? name : path + "." + name, "is needed now"));
        }
    }

    /** A request may have said any of the old values; an answer may say none that is new. */
    private void values(String path, JsonNode old, JsonNode now) {
        Set<String> before = texts(old.path("enum"));
        Set<String> after = texts(now.path("enum"));
        if (side == Side.REQUEST && !after.isEmpty()) {
            if (before.isEmpty()) {
                find(path, "takes certain values only now");
            }
            before.removeAll(after);
            before.forEach(value -> find(path, "does not take '%s' any more".formatted(value)));
        }
        if (side == Side.ANSWER && !before.isEmpty()) {
            after.removeAll(before);
            after.forEach(value -> find(path, "may be '%s' now".formatted(value)));
        }
    }

    private void limits(String path, JsonNode old, JsonNode now) {
        for (String limit : UPPER_LIMITS) {
            if (now.has(limit)
                    && (!old.has(limit) || now.get(limit).asDouble() < old.get(limit).asDouble())) {
                find(path, "has a narrower " + limit);
            }
        }
        for (String limit : LOWER_LIMITS) {
            if (now.has(limit)
                    && (!old.has(limit) || now.get(limit).asDouble() > old.get(limit).asDouble())) {
                find(path, "has a narrower " + limit);
            }
        }
        if (now.has("pattern") && !now.get("pattern").equals(old.path("pattern"))) {
            find(path, "has another pattern");
        }
    }

    private static JsonNode resolve(ObjectNode definition, JsonNode schema) {
        JsonNode resolved = schema;
        while (resolved.has("$ref") || isWrapped(resolved)) {
            resolved =
                    isWrapped(resolved)
                            ? resolved.get("allOf").get(0)
                            : definition.at(resolved.get("$ref").asText().substring(1));
        }
        return resolved;
    }

    /** How OpenAPI 3.0 puts a word beside a reference, such as that it may be null. */
    private static boolean isWrapped(JsonNode schema) {
        return schema.path("allOf").size() == 1;
    }

    private static boolean isNullable(JsonNode schema) {
        return schema.path("nullable").asBoolean();
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private void find(String path, String what) {
        findings.add(path.isEmpty() ? what : path + " " + what);
    }
}
