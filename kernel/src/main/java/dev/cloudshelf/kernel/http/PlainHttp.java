package dev.cloudshelf.kernel.http;

import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Leaves a service HTTP/1.1 alone. The gateway speaks nothing else to it, and streams of HTTP/2
 * would pass what the codec of HTTP/1.1 refuses; quarkus.http.http2 is about encrypted connections.
 */
@ApplicationScoped
@Unremovable
public class PlainHttp implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
