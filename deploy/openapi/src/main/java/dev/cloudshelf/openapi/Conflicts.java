package dev.cloudshelf.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps apart what services call by the same name and mean differently. */
final class Conflicts {

    private Conflicts() {}

    /**
     * Puts the service's name in front of each component that another service defines otherwise.
     */
    static void separateComponents(List<ServiceDefinition> definitions) {
        Set<String> conflicts = conflictingAddresses(definitions);
        conflicts.stream()
                .filter(address -> address.startsWith(Components.SECURITY_SCHEMES + "/"))
                .findAny()
                .ifPresent(Conflicts::refuse);
        for (ServiceDefinition definition : definitions) {
            String prefix = definition.service().schemaPrefix();
            Components.redirect(
                    definition.document(),
                    address ->
                            conflicts.contains(address)
                                    ? address.replaceFirst("/", "/" + prefix)
                                    : address);
            for (Map.Entry<String, JsonNode> kind : definition.components().properties()) {
                ObjectNode named = (ObjectNode) kind.getValue();
                for (String name : named.properties().stream().map(Map.Entry::getKey).toList()) {
                    if (conflicts.contains(kind.getKey() + "/" + name)) {
                        named.set(prefix + name, named.remove(name));
                    }
                }
            }
        }
    }

    /** One gateway checks credentials for all services, so a scheme can only mean one thing. */
    private static void refuse(String address) {
        throw new IllegalArgumentException(
                "The services describe components/%s differently".formatted(address));
    }

    private static Set<String> conflictingAddresses(List<ServiceDefinition> definitions) {
        Map<String, Map<Service, JsonNode>> meanings = new HashMap<>();
        for (ServiceDefinition definition : definitions) {
            for (Map.Entry<String, JsonNode> kind : definition.components().properties()) {
                for (Map.Entry<String, JsonNode> named : kind.getValue().properties()) {
                    meanings.computeIfAbsent(
                                    kind.getKey() + "/" + named.getKey(), key -> new HashMap<>())
                            .put(definition.service(), named.getValue());
                }
            }
        }
        meanings.values().removeIf(byService -> byService.size() == 1);
        Set<String> conflicts = new HashSet<>();
        // A schema that uses a separated one has itself become two different ones, and so on.
        boolean grown = true;
        while (grown) {
            grown =
                    conflicts.addAll(
                            meanings.entrySet().stream()
                                    .filter(entry -> differ(entry.getValue().values(), conflicts))
                                    .map(Map.Entry::getKey)
                                    .collect(Collectors.toSet()));
        }
        return conflicts;
    }

    private static boolean differ(Collection<JsonNode> meanings, Set<String> conflicts) {
        return new HashSet<>(meanings).size() > 1
                || meanings.stream()
                        .flatMap(meaning -> Components.referencesIn(meaning).stream())
                        .anyMatch(conflicts::contains);
    }

    /** Clients are generated from operation ids, so one may stand for one operation only. */
    static void separateOperationIds(List<ServiceDefinition> definitions) {
        Map<String, Long> uses =
                definitions.stream()
                        .flatMap(definition -> Operations.in(definition.document()).stream())
                        .map(operation -> operation.body().path("operationId").asText())
                        .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        for (ServiceDefinition definition : definitions) {
            for (Operations.Operation operation : Operations.in(definition.document())) {
                String id = operation.body().path("operationId").asText();
                if (!id.isEmpty() && uses.getOrDefault(id, 0L) > 1) {
                    operation
                            .body()
                            .put("operationId", definition.service().operationPrefix() + upper(id));
                }
            }
        }
    }

    private static String upper(String id) {
        return id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
    }
}
