package dev.cloudshelf.openapi;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@code deploy/openapi/cloudshelf.yaml}: what it should say, and what it says. */
final class DefinitionFile {

    static final String REWRITE_COMMAND = "./cloudshelf openapi";

    private static final String HEADER =
            "# The API that everybody may use. Built from the services' own definitions by\n"
                    + "# '%s'; the build fails when this file and the services differ.\n"
                            .formatted(REWRITE_COMMAND);

    /** Numbers keep their zeros, because those of money mean something to readers. */
    private static final ObjectMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                                    .stringQuotingChecker(new DaysInQuotes())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private DefinitionFile() {}

    /** What looks like a day or a time is one to a reader of YAML 1.1, and here it is a text. */
    private static final class DaysInQuotes extends StringQuotingChecker.Default {

        private static final long serialVersionUID = 1;
        private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d?-\\d");

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || DAY.matcher(value).lookingAt();
        }
    }

    static Path in(Path root) {
        return root.resolve("deploy/openapi/cloudshelf.yaml");
    }

    /** The text that the services' definitions of this moment amount to. */
    static String render(Path root) throws IOException {
        List<ServiceDefinition> definitions = new ArrayList<>();
        for (Service service : Service.ALL) {
            definitions.add(ServiceDefinition.read(service, root));
        }
        ObjectNode shared = Merger.merge(definitions);
        Examples.in(root).addTo(shared);
        return render(Canonical.ordered(shared));
    }

    static String render(ObjectNode definition) throws IOException {
        return HEADER + YAML.writeValueAsString(definition);
    }

    static ObjectNode parse(String text) throws IOException {
        if (YAML.readTree(text) instanceof ObjectNode object) {
            return object;
        }
        throw new IOException("This YAML has no members: " + text);
    }

    static void write(Path root, String text) throws IOException {
        Files.writeString(in(root), text);
    }
}
