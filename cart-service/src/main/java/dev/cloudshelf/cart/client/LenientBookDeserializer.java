package dev.cloudshelf.cart.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads one book of a list. If a field has the wrong type, only the id is kept, if it can be read:
 * one invalid book must not invalidate the list.
 */
@RegisterForReflection
final class LenientBookDeserializer extends JsonDeserializer<CatalogBook> {

    @Override
    public CatalogBook deserialize(JsonParser json, DeserializationContext context)
            throws IOException {
        JsonNode book = context.readTree(json);
        try {
            return context.readTreeAsValue(book, CatalogBook.class);
        } catch (DatabindException e) {
            return new CatalogBook(id(book), null, null, null, null, null);
        }
    }

    private static @Nullable UUID id(JsonNode book) {
        try {
            return UUID.fromString(book.path("id").asText());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
