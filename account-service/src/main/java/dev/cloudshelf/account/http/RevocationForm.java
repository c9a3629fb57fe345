package dev.cloudshelf.account.http;

import dev.cloudshelf.kernel.http.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a revocation as a form (RFC 7009 section 2.1). */
@Provider
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class RevocationForm implements MessageBodyReader<RevocationJson> {

    private static final Set<String> KNOWN = Set.of("token", "token_type_hint", "all");

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType of) {
        return type == RevocationJson.class;
    }

    @Override
    public RevocationJson readFrom(
            Class<RevocationJson> type,
            Type generic,
            Annotation[] annotations,
            MediaType of,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        Form form = Form.read(body, KNOWN);
        return new RevocationJson(
                form.get("token"), form.get("token_type_hint"), flag(form.get("all")));
    }

    private static @Nullable Boolean flag(@Nullable String text) {
        return switch (text) {
            case null -> null;
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw Problem.invalid("all", "must be true or false");
        };
    }
}
