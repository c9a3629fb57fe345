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
 * Tells text from what only looks like it: half of a surrogate pair, which JSON can name and no
 * UTF-8 can hold, so that neither the store nor an answer could. It is refused where it is read and
 * not where it is validated, because a violation names the field, and a preference's name is one.
 */
final class WellFormedText {

    private static final String BROKEN = "half of a surrogate pair is no text";

    private WellFormedText() {}

    static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    /** Reads a value. */
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

    /** Reads a member's name. */
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
