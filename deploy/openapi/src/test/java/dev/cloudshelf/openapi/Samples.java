package dev.cloudshelf.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Small service definitions, written as JSON with single quotes for the reader's sake. */
final class Samples {

    static final Service CATALOG = new Service("catalog-service");
    static final Service CART = new Service("cart-service");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Samples() {}

    static ObjectNode json(String singleQuoted) {
        try {
            return (ObjectNode) JSON.readTree(singleQuoted.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static ServiceDefinition catalog(String paths, String schemas) {
        return ServiceDefinition.of(CATALOG, definition(paths, schemas));
    }

    static ServiceDefinition cart(String paths, String schemas) {
        return ServiceDefinition.of(CART, definition(paths, schemas));
    }

    private static ObjectNode definition(String paths, String schemas) {
        return json(
                """
                {'openapi': '3.0.3', 'info': {'title': 'x', 'version': '1'},
                 'paths': {%s},
                 'components': {
                   'schemas': {'Problem': {'type': 'object'}%s},
                   'securitySchemes': {'bearer': {'type': 'http', 'scheme': 'bearer'}}}}
                """
                        .formatted(paths, schemas.isEmpty() ? "" : ", " + schemas));
    }

    /** An operation that is to everybody's liking and answers with the schema of that name. */
    static String operation(String id, String schema) {
        return """
        {'operationId': '%s', 'summary': 'Does it', 'tags': ['Books'],
         'security': [{'bearer': []}],
         'responses': {
           '200': {'description': 'OK', 'content': {'application/json':
             {'schema': {'$ref': '#/components/schemas/%s'}, 'example': {'id': 1}}}},
           '404': {'description': 'There is none'},
           'default': {'description': 'Any error', 'content': {'application/problem+json':
             {'schema': {'$ref': '#/components/schemas/Problem'}, 'examples': {}}}}}}
        """
                .formatted(id, schema);
    }
}
