package dev.cloudshelf.local.gateway;

import io.vertx.core.MultiMap;
import java.util.List;

/** Headers that are meant for one connection and end with it (RFC 9110, section 7.6.1). */
final class HopByHop {

    private static final List<String> ALWAYS =
            List.of(
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "upgrade");

    private HopByHop() {}

    /** Removes them, and what the sender itself has listed in its Connection header. */
    static void removeFrom(MultiMap headers) {
        for (String connection : List.copyOf(headers.getAll("connection"))) {
            for (String name : connection.split(",", -1)) {
                if (!name.isBlank()) {
                    headers.remove(name.strip());
                }
            }
        }
        ALWAYS.forEach(headers::remove);
    }
}
