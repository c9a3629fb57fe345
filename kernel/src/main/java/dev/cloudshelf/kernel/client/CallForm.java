package dev.cloudshelf.kernel.client;

import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** {@code application/x-www-form-urlencoded}. */
public final class CallForm {

    private final StringBuilder text = new StringBuilder();

    public CallForm with(String name, String value) {
        if (!text.isEmpty()) {
            text.append('&');
        }
        text.append(encoded(name)).append('=').append(encoded(value));
        return this;
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    Buffer toBuffer() {
        return Buffer.buffer(text.toString());
    }
}
