package dev.cloudshelf.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code deploy/openapi/cloudshelf.yaml}: what it should say, and what it says. */
final class DefinitionFile {

    static final String REWRITE_COMMAND = "./cloudshelf openapi";

    private static final String HEADER =
            "# The API that everybody may use. Built from the services' own definitions by\n"
                    + "# '%s'; the build fails when this file and the services differ.\n"
                            .formatted(REWRITE_COMMAND);

    private static final ObjectMapper YAML =
            new ObjectMapper(
                    YAMLFactory.builder()
                            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                            .disable(YAMLGenerator.Feature.SPLIT_LINES)
                            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                            .build());

    private DefinitionFile() {}

    static Path in(Path root) {
        return root.resolve("deploy/openapi/cloudshelf.yaml");
    }

    /** The text that the services' definitions of this moment amount to. */
    static String render(Path root) throws IOException {
        List<ServiceDefinition> definitions = new ArrayList<>();
        for (Service service : Service.ALL) {
            definitions.add(ServiceDefinition.read(service, root));
        }
        return render(Merger.merge(definitions));
    }

    static String render(ObjectNode definition) throws IOException {
        return HEADER + YAML.writeValueAsString(definition);
    }

    static ObjectNode parse(String text) throws IOException {
        return (ObjectNode) YAML.readTree(text);
    }

    static void write(Path root, String text) throws IOException {
        Files.writeString(in(root), text);
    }
}
