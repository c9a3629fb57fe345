package dev.cloudshelf.systemtests;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import dev.cloudshelf.systemtests.cloud.Project;
import io.restassured.filter.Filter;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Checks each answer against the shared API definition. Requests are not checked: tests send bad
 * ones on purpose.
 */
final class Conformance {

    private Conformance() {}

    static String definition() throws IOException {
        return Files.readString(Project.definition());
    }

    /**
     * @param definition OpenAPI, as YAML
     * @return a filter that fails the test when an answer departs from it
     */
    static Filter with(String definition) {
        return new OpenApiValidationFilter(
                OpenApiInteractionValidator.createForInlineApiSpecification(definition)
                        .withLevelResolver(
                                LevelResolver.create()
                                        .withLevel(
                                                "validation.request", ValidationReport.Level.IGNORE)
                                        .build())
                        .build());
    }
}
