package dev.cloudshelf.local.gateway;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One operation of the definition.
 *
 * @param service which serves it, such as {@code catalog-service}
 * @param template such as {@code /books/{id}}; what logs name instead of the path
 * @param bodyMaxBytes of the request
 * @param timeoutMillis from the request's first byte to the answer's last
 */
record Route(String service, String template, long bodyMaxBytes, long timeoutMillis) {

    String tooLarge() {
        return "The body may have at most %d bytes.".formatted(bodyMaxBytes);
    }

    /**
     * @param segments of a path that matches the template
     * @return the path as the service gets it, in one canonical encoding
     */
    static String upstreamPath(List<String> segments) {
        return segments.stream().map(RequestPath::encode).collect(Collectors.joining("/", "/", ""));
    }
}
