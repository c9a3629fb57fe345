package dev.cloudshelf.account.http;

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

/** Reads a token request as OAuth clients send it, as a form. */
@Provider
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class TokenForm implements MessageBodyReader<TokenRequestJson> {

    private static final Set<String> KNOWN =
            Set.of(
                    "grant_type",
                    "email",
                    "password",
                    "code",
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
        Form form = Form.read(body, KNOWN);
        return new TokenRequestJson(
                form.get("grant_type"),
                form.get("email"),
                form.get("password"),
                form.get("code"),
                form.get("refresh_token"),
                form.get("client_id"),
                form.get("client_secret"));
    }
}
