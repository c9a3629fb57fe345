package dev.cloudshelf.account.http;

import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads a token request as OAuth clients send it, as a form (RFC 6749 appendix B). Parameters that
 * are not known are ignored, and none may come twice (section 3.2).
 */
@Provider
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class TokenForm implements MessageBodyReader<TokenRequestJson> {

    private static final Set<String> KNOWN =
            Set.of(
                    "grant_type",
                    "email",
                    "password",
                    "refresh_token",
                    "client_id",
                    "client_secret");

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType of) {
        return type == TokenRequestJson.class;
    }

    @Override
    public TokenRequestJson readFrom(
            Class<TokenRequestJson> type,
            Type generic,
            Annotation[] annotations,
            MediaType of,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        Map<String, String> form = parse(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        return new TokenRequestJson(
                form.get("grant_type"),
                form.get("email"),
                form.get("password"),
                form.get("refresh_token"),
                form.get("client_id"),
                form.get("client_secret"));
    }

    private static Map<String, String> parse(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (KNOWN.contains(name) && form.put(name, value) != null) {
                throw Problem.invalid(name, "must not be repeated");
            }
        }
        return form;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemType.MALFORMED, "The form is not valid percent-encoded UTF-8.");
        }
    }
}
