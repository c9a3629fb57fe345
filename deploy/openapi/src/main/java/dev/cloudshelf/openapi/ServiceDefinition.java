package dev.cloudshelf.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one service says of itself, without what nobody outside may call.
 *
 * @param document OpenAPI 3.0; owned by this object and changed while it is merged
 */
record ServiceDefinition(Service service, ObjectNode document) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Called by other services and by the platform only. */
    private static final List<String> PRIVATE_PATHS = List.of("/internal", "/q");

    /** Reads the definition that the service's build has written. */
    static ServiceDefinition read(Service service, Path root) throws IOException {
        Path file = service.definition(root);
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    "%s is missing. Build the service first: mvn -q package -DskipTests -am -pl %s"
                            .formatted(root.relativize(file), service.name()));
        }
        return of(service, (ObjectNode) JSON.readTree(file.toFile()));
    }

    static ServiceDefinition of(Service service, ObjectNode document) {
        ObjectNode shared = document.deepCopy();
        ObjectNode paths = shared.withObject("/paths");
        paths.remove(
                paths.properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(ServiceDefinition::isPrivate)
                        .toList());
        Components.dropUnused(shared);
        return new ServiceDefinition(service, shared);
    }

    static boolean isPrivate(String path) {
        return PRIVATE_PATHS.stream()
                .anyMatch(start -> path.equals(start) || path.startsWith(start + "/"));
    }

    ObjectNode paths() {
        return document.withObject("/paths");
    }

    ObjectNode components() {
        return document.withObject("/components");
    }

    /** Tags with their descriptions, where the service gives any. */
    JsonNode tags() {
        return document.path("tags");
    }
}
