package dev.cloudshelf.cart.http;

import dev.cloudshelf.cart.domain.SessionId;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Adds the session header to the OpenAPI definition as a security scheme. As an annotation it would
 * become the scheme of every operation that requires a role.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class SessionScheme implements OASFilter {

    static final String NAME = "session";

    @Override
    public void filterOpenAPI(OpenAPI definition) {
        if (definition.getComponents() == null) {
            definition.setComponents(OASFactory.createComponents());
        }
        definition
                .getComponents()
                .addSecurityScheme(
                        NAME,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name(SessionId.HEADER)
                                .description("A guest's session id, from POST /sessions"));
    }
}
