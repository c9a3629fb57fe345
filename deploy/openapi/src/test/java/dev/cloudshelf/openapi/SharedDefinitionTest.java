package dev.cloudshelf.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed file. */
class SharedDefinitionTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @Test
    void saysWhatTheServicesSay() throws IOException {
        assertThat(committed())
                .as(
                        "%s has drifted from the services. Run %s and commit what it changes."
                                .formatted(
                                        ROOT.relativize(DefinitionFile.in(ROOT)),
                                        DefinitionFile.REWRITE_COMMAND))
                .isEqualTo(DefinitionFile.render(ROOT));
    }

    @Test
    void isValidOpenApi() throws IOException {
        ParseOptions strictly = new ParseOptions();
        strictly.setResolve(true);
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(committed(), null, strictly);

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
    }

    @Test
    void keepsTheHouseStyle() throws IOException {
        assertThat(HouseStyle.findings(DefinitionFile.parse(committed()))).isEmpty();
    }

    @Test
    void ourTablesSpeakOfOperationsThatThereAre() throws IOException {
        assertThat(Operations.in(DefinitionFile.parse(committed())))
                .extracting(Operations.Operation::toString)
                .containsAll(Limits.UNUSUAL.keySet())
                .containsAll(Throttle.UNUSUAL.keySet())
                .containsAll(Scopes.OF_ADMINS)
                .containsAll(Scopes.OF_BOTH);
    }

    private static String committed() throws IOException {
        return Files.readString(DefinitionFile.in(ROOT));
    }
}
