package dev.cloudshelf.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What browsers are told about responses, as the definition says; a service's own word on it does
 * not count.
 *
 * @param always on every response
 * @param personal besides, on what must not be stored
 */
record ResponseHeaders(Map<String, String> always, Map<String, String> personal) {

    ResponseHeaders {
        always = Map.copyOf(always);
        personal = Map.copyOf(personal);
    }

    static ResponseHeaders of(JsonNode headers) {
        if (headers.path("always").isEmpty() || headers.path("personal").isEmpty()) {
            throw new IllegalArgumentException("The definition has no response headers");
        }
        return new ResponseHeaders(texts(headers.path("always")), texts(headers.path("personal")));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /** Sets what belongs to a response whose own headers are set. */
    void apply(MultiMap response) {
        always.forEach(response::set);
        String caching = response.get(HttpHeaders.CACHE_CONTROL);
        if (caching != null && caching.toLowerCase(Locale.ROOT).contains("no-store")) {
            personal.forEach(response::set);
        }
    }
}
