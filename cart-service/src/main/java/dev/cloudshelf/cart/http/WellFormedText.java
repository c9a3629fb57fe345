package dev.cloudshelf.cart.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Rejects lone surrogates, which JSON can express but UTF-8 cannot, so that neither the store nor a
 * response could hold them. They are rejected during parsing and not by validation, because a
 * violation contains the name of the field, which may be a preference's name.
 */
final class WellFormedText {

    private static final String BROKEN = "half of a surrogate pair is no text";

    private WellFormedText() {}

    static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    /** Reads a JSON string. */
    @RegisterForReflection
    static final class ValueReader extends JsonDeserializer<String> {

        @Override
        public @Nullable String deserialize(JsonParser json, DeserializationContext context)
                throws IOException {
            String text = StringDeserializer.instance.deserialize(json, context);
            if (text != null && !isWhole(text)) {
                throw context.weirdStringException(text, String.class, BROKEN);
            }
            return text;
        }
    }

    /** Reads a JSON member's name. */
    @RegisterForReflection
    static final class KeyReader extends KeyDeserializer {

        @Override
        public Object deserializeKey(String name, DeserializationContext context)
                throws IOException {
            if (!isWhole(name)) {
                throw context.weirdKeyException(String.class, name, BROKEN);
            }
            return name;
        }
    }
}
