package dev.cloudshelf.kernel.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to each service's definition what the conventions promise of every operation, so that no
 * resource has to repeat it: the problem response, and its schema.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiConventions implements OASFilter {

    private static final String PROBLEM = "Problem";

    @Override
    public void filterOpenAPI(OpenAPI definition) {
        if (definition.getComponents() == null) {
            definition.setComponents(OASFactory.createComponents());
        }
        definition.getComponents().addSchema(PROBLEM, problemSchema());
        if (definition.getPaths() != null && definition.getPaths().getPathItems() != null) {
            definition.getPaths().getPathItems().values().forEach(this::addProblems);
        }
    }

    private void addProblems(PathItem path) {
        for (Operation operation : path.getOperations().values()) {
            operation.getResponses().removeAPIResponse("401");
            operation.getResponses().removeAPIResponse("403");
            operation.getResponses().removeAPIResponse("400");
            operation.getResponses().setDefaultValue(problemResponse());
        }
    }

    private static APIResponse problemResponse() {
        return OASFactory.createAPIResponse()
                .description("Any error, as RFC 9457 problem details")
                .content(
                        OASFactory.createContent()
                                .addMediaType(
                                        Problem.MEDIA_TYPE,
                                        OASFactory.createMediaType()
                                                .schema(OASFactory.createSchema().ref(PROBLEM))));
    }

    private static Schema problemSchema() {
        Schema violation =
                object(List.of("field", "message"))
                        .addProperty("field", string("The field's wire name"))
                        .addProperty("message", string("What it must be"));
        return object(List.of("type", "title", "status", "detail", "instance"))
                .description("RFC 9457 problem details; docs/problems.md lists the types")
                // Some types have members of their own, such as the lines that are short of stock.
                .additionalPropertiesSchema(OASFactory.createSchema())
                .addProperty("type", string("/problems/ and a slug"))
                .addProperty("title", string("The same for every problem of this type"))
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", string("What happened and what to do next"))
                .addProperty("instance", string("The request id"))
                .addProperty(
                        "violations",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(violation));
    }

    private static Schema object(List<String> required) {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).required(required);
    }

    private static Schema string(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
