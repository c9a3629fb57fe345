package dev.cloudshelf.testkit;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import io.restassured.filter.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Checks each response in a test against the service's own OpenAPI definition, as the build has
 * written it. Requests are not checked: tests send bad ones on purpose.
 */
public final class ApiConformance {

    private ApiConformance() {}

    /**
     * @return a filter that fails the test when a response departs from the definition
     */
    public static Filter ofThisService() {
        try {
            String definition = Files.readString(Path.of("target/openapi/openapi.json"));
            return new OpenApiValidationFilter(
                    OpenApiInteractionValidator.createForInlineApiSpecification(definition)
                            .withLevelResolver(
                                    LevelResolver.create()
                                            .withLevel(
                                                    "validation.request",
                                                    ValidationReport.Level.IGNORE)
                                            .build())
                            .build());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The definition is written when the application is built for the test", e);
        }
    }
}
